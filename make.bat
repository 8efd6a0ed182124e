@echo off
rem The goals of the Makefile that are needed every day, for Windows: make run, make test, make lab.
rem .venv is made from the locked packages only and made anew when requirements.lock changed or the folder was moved.
rem The sentences avoid umlauts: the console's code page is unknown here.
setlocal
cd /d "%~dp0"
set "run=.venv\Scripts\python.exe -m"
set "install=%run% pip install --quiet --disable-pip-version-check --no-input"
if /i "%~1"=="run" goto run
if /i "%~1"=="test" goto test
if /i "%~1"=="lab" goto lab

echo make run    Listen einlesen, kontrollieren, speichern, berichten / read data\raw, check, store, report
echo make test   alle Tests / all checks and tests
echo make lab    JupyterLab starten / open JupyterLab on notebooks
if "%~1"=="" exit /b 0
exit /b 2

:run
call :set_up
if not %errorlevel%==0 exit /b 2
%run% pipeline run
rem 1: done, but sheets have problems. The run did its job.
if %errorlevel%==1 exit /b 0
exit /b %errorlevel%

:test
call :set_up
if not %errorlevel%==0 exit /b 2
call :set_up_tests
if not %errorlevel%==0 exit /b 2
%run% ruff check .
if not %errorlevel%==0 exit /b 1
%run% ruff format --check .
if not %errorlevel%==0 exit /b 1
%run% mypy
if not %errorlevel%==0 exit /b 1
%run% pytest
exit /b %errorlevel%

:lab
call :set_up
if not %errorlevel%==0 exit /b 2
%run% jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks
exit /b %errorlevel%

:set_up
set "made_in="
if exist .venv\folder.txt set /p made_in=<.venv\folder.txt
if not "%made_in%"=="%cd%" goto set_up_anew
fc /b requirements.lock .venv\requirements.lock >nul 2>&1
if not %errorlevel%==0 goto set_up_anew
.venv\Scripts\python.exe -c pass >nul 2>&1
if not %errorlevel%==0 goto set_up_anew
exit /b 0

:set_up_anew
set "python="
rem The Microsoft Store's python.exe only opens the shop: what counts is whether it runs.
for %%p in ("py -3" "py -3.14" "py -3.13" "py -3.12" "py -3.11" "python" "python3") do call :try_python "%%~p"
if defined python goto found
echo Python 3.11 oder neuer wurde nicht gefunden. Bitte von python.org installieren und noch einmal starten. 1>&2
echo Python 3.11 or later was not found. Please install it from python.org, then try again. 1>&2
exit /b 1

:found
echo Die Pakete werden eingerichtet, nur beim ersten Mal (1 bis 3 Minuten) ...
echo Setting up the packages, the first time only (1 to 3 minutes) ...
%python% -m venv --clear .venv
if not %errorlevel%==0 goto not_set_up
%install% --only-binary :all: --require-hashes -r requirements.lock
if not %errorlevel%==0 goto not_set_up
%install% --no-index --no-deps --no-build-isolation --editable .
if not %errorlevel%==0 goto not_set_up
copy /y requirements.lock .venv\requirements.lock >nul
>.venv\folder.txt echo %cd%
exit /b 0

:set_up_tests
fc /b requirements-dev.lock .venv\requirements-dev.lock >nul 2>&1
if %errorlevel%==0 exit /b 0
echo Die Pakete zum Testen werden eingerichtet ... / Setting up the packages for the tests ...
%install% --only-binary :all: --require-hashes -r requirements-dev.lock
if not %errorlevel%==0 goto not_set_up
copy /y requirements-dev.lock .venv\requirements-dev.lock >nul
exit /b 0

:not_set_up
echo Die Einrichtung ist nicht fertig geworden. Bitte JupyterLab beenden, die Internetverbindung ansehen, neu starten. 1>&2
echo The set-up did not finish. Please close JupyterLab, look at the internet connection, then try again. 1>&2
exit /b 1

:try_python
if defined python exit /b 0
%~1 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if %errorlevel%==0 set "python=%~1"
exit /b 0
