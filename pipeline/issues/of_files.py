"""What may be wrong with a file or a folder."""

from pipeline.codes import Grade
from pipeline.issues.kind import declare
from pipeline.said import N_

FILE_EMPTY = declare(
    "file_empty",
    Grade.REJECT_FILE,
    N_("An empty file"),
    N_("The file has no content. Please ask for it again; something went wrong when it was saved or sent."),
    N_("Nothing was taken from the file."),
)
FILE_DAMAGED = declare(
    "file_damaged",
    Grade.REJECT_FILE,
    N_("A damaged file"),
    N_(
        "The file is damaged and cannot be read. Please open it, save it again as a workbook (.xlsx), or ask the sender"
        " to send it once more."
    ),
    N_("A file is cut off when sending it breaks off; whatever could be made out might be incomplete."),
)
FILE_NOT_A_WORKBOOK = declare(
    "file_not_a_workbook",
    Grade.REJECT_FILE,
    N_("A text file with the name of a workbook"),
    N_(
        "The name ends in {found}, but this is a plain text file. Please rename it to end in .csv, or save it as a"
        " workbook (.xlsx)."
    ),
    N_("Something went wrong when the file was exported or renamed; what its columns are would have to be guessed."),
)
FILE_PROTECTED = declare(
    "file_protected",
    Grade.REJECT_FILE,
    N_("A file with a password"),
    N_(
        "The file can only be opened with a password. Please save it without a password and send it in a protected way."
    ),
    N_("The cells are encrypted; no password is asked for or kept here."),
)
FILE_KIND_UNKNOWN = declare(
    "file_kind_unknown",
    Grade.REJECT_FILE,
    N_("Not a list"),
    N_(
        "Files of this kind ({found}) are not read. Please send the list as a workbook (.xlsx, .xls, .ods) or as a CSV"
        " file."
    ),
    N_("Workbooks and CSV files have cells; in other files the place of a value would have to be guessed."),
)
FILE_IN_ENVELOPE = declare(
    "file_in_envelope",
    Grade.REJECT_FILE,
    N_("A file that holds other files"),
    N_(
        "This file ({found}) may hold lists, but it is not opened. Please save each list in it as a file of its own,"
        " and put those in its place."
    ),
    N_("What lies within may be anything, also what was not meant for us."),
)
FILE_OF_OTHER_PROGRAM = declare(
    "file_of_other_program",
    Grade.REJECT_FILE,
    N_("A table of another program"),
    N_(
        "Tables of this kind ({found}) are not read. Please open the file in the program it comes from, and save or"
        " export it as an Excel workbook (.xlsx)."
    ),
    N_("Workbooks and CSV files can be read for certain; what other programs keep differs from version to version."),
)
FILE_IS_OPEN = declare(
    "file_is_open",
    Grade.NOTE,
    N_("A file that is open in another program"),
    N_(
        "The file is open in another program. What was saved last has been read; please save and close it there, and"
        " run this again, if something was changed."
    ),
    N_("What has not been saved stands in no file."),
)
FILE_TOO_LARGE = declare(
    "file_too_large",
    Grade.REJECT_FILE,
    N_("A file that is too large"),
    N_(
        "The file has {found}; files of up to {expected} are read. Please remove pictures and empty formatted rows, or"
        " raise largest_file_mb in pipeline.toml."
    ),
    N_("Lists of a course have less than 1 MB; a far larger file is usually something else."),
)
FILE_UNPACKS_TOO_LARGE = declare(
    "file_unpacks_too_large",
    Grade.REJECT_FILE,
    N_("A file that unpacks too large"),
    N_(
        "The file would take {found} when unpacked; up to {expected} are read. Please copy the list into a new"
        " workbook, or raise largest_file_mb in pipeline.toml."
    ),
    N_("Such files come from formatting down to the last row, or are made to bring a computer to a halt."),
)
FILE_TAKES_TOO_LONG = declare(
    "file_takes_too_long",
    Grade.REJECT_FILE,
    N_("A file that takes too long to open"),
    N_(
        "Opening the file took too long, so it was given up. Please open it in Excel or LibreOffice and save it as an"
        " Excel workbook (.xlsx), or raise old_format_seconds in pipeline.toml."
    ),
    N_("Files of older formats are given a limited time: a damaged one may never come to an end."),
)
FILE_UNREADABLE = declare(
    "file_unreadable",
    Grade.REJECT_FILE,
    N_("A file that cannot be opened"),
    N_(
        "The file cannot be opened. Please close it in all other programs, and check that you are allowed to read it"
        " and that it is stored on this computer."
    ),
    N_("Nothing was taken from the file."),
)
FOLDER_UNREADABLE = declare(
    "folder_unreadable",
    Grade.REJECT_FILE,
    N_("A folder that cannot be opened"),
    N_("The folder cannot be opened, so no file in it was read. Please check that you are allowed to read it."),
    N_("The files in other folders were read; the figures lack what lies in this one."),
)
FOLDER_LINK_LEFT = declare(
    "folder_link_left",
    Grade.NOTE,
    N_("A link to a folder that is not followed"),
    N_(
        "This link leads to a folder above, or to one in which this program keeps its own files, so nothing was read"
        " there. Please link only the folder that holds the lists."
    ),
    N_("Behind it lie results, answers and the same lists once more; read as lists, they would count twice."),
)
SHEET_TOO_LARGE = declare(
    "sheet_too_large",
    Grade.REJECT_FILE,
    N_("A cell far away from the list"),
    N_(
        "A sheet reaches as far as cell {found}. Please delete what stands far away from the list (Ctrl+End goes"
        " there), or copy the list into a new workbook."
    ),
    N_("All cells up to the last one are held in memory; so many do not fit."),
)
TEXT_UNDECODABLE = declare(
    "text_undecodable",
    Grade.REJECT_FILE,
    N_("A text file with unreadable characters"),
    N_(
        "The characters of the file cannot be read. Please open it where it comes from and save it as “CSV UTF-8”, or"
        " send the workbook."
    ),
    N_("Guessing the characters would spoil names without anybody noticing."),
)
TEXT_MIXED = declare(
    "text_mixed",
    Grade.NOTE,
    N_("A text file in two character sets"),
    N_(
        "This row is stored in another character set than the rest of the file; it was read in that one. Please check"
        " names with umlauts and accents, or save the file as “CSV UTF-8”."
    ),
    N_("It happens when lines of two files are put together; single letters may have been misread."),
)
LIST_SUPERSEDED = declare(
    "list_superseded",
    Grade.NOTE,
    N_("A list of which there is a newer state"),
    N_("A newer state of this list lies in {expected}. Only that one counts; nothing was taken from this one."),
    N_("Lists are sent again as they grow and are corrected; counting both would count old mistakes."),
)
SHEET_HIDDEN = declare(
    "sheet_hidden",
    Grade.NOTE,
    N_("A hidden sheet"),
    N_("The sheet “{found}” is hidden; its list was read like the others. If it is out of date, please delete it."),
    N_("Who opens the file does not see the sheet: an old list may have been left there."),
)
HEADING_MISSING = declare(
    "heading_missing",
    Grade.NOTE,
    N_("Names without a heading"),
    N_(
        "No heading says where the names stand; this column was taken for them. Please write headings such as Name and"
        " Vorname."
    ),
    N_("The columns of names were told by what stands in them; of two columns the first is read as family names."),
)
SHEET_IS_POLL = declare(
    "sheet_is_poll",
    Grade.NOTE,
    N_("A poll of possible days"),
    N_(
        "The sheet says on which days people could come; that is no attendance, and nothing was taken from it. If it is"
        " their sign-up, please send a list with the headings Name, Vorname and Kurs."
    ),
    N_("Whoever could come on a day need not have come; a poll names days that never were sessions."),
)
CALLED_OFF_UNPLACED = declare(
    "called_off_unplaced",
    Grade.NOTE,
    N_("A cancelled session without a day or a course"),
    N_(
        "“{found}”: this does not say plainly which session was cancelled. Please write its one day and the course "
        "beside it, like {expected}."
    ),
    N_("No session is cancelled on a guess; what a list says of the session counts."),
)
SHEET_IS_OTHER = declare(
    "sheet_is_other",
    Grade.NOTE,
    N_("A list of something else"),
    N_(
        "The sheet names people beside headings like “{found}”; it is no sign-up and no attendance, and nothing was"
        " taken from it. If these people signed up for a course, please add a column Kurs."
    ),
    N_("Grades, logs and lists of members name people who need not have signed up or been there."),
)
ONLY_AMONG_TOTALS = declare(
    "only_among_totals",
    Grade.NOTE,
    N_("Somebody who stands among totals only"),
    N_(
        "“{found}” stands among the totals of this sheet and on none of the lists beside it. Please add the person to"
        " a list, or correct the name."
    ),
    N_("Sheets that only sum up are not read: of somebody who stands nowhere else nothing would be stored."),
)
TEXT_SPOILT = declare(
    "text_spoilt",
    Grade.NOTE,
    N_("Spoilt letters"),
    N_("“{found}” was probably “{expected}” before a program mixed up the character sets. Please correct it."),
    N_("The text is kept as it came: a spoilt name matches no other list, and would be printed on a certificate."),
)
TEXT_MENDED = declare(
    "text_mended",
    Grade.NOTE,
    N_("A file with spoilt letters, read mended"),
    N_(
        "A program had mixed up the character sets of the whole file: “{found}” was read as “{expected}”, and all other"
        " such letters were mended alike. Please check the names, and save the file as “CSV UTF-8” the next time."
    ),
    N_("Every umlaut and accent of the file was spoilt in the same way, so that all could be turned back."),
)
SHEET_UNSPLIT = declare(
    "sheet_unsplit",
    Grade.NOTE,
    N_("A sheet with all columns in one"),
    N_(
        "Every row of this sheet is one text in column A, with “{found}” between the values. It was read as if each"
        " value had a column of its own: C3 is the third value of row 3. In Excel, Data > Text to Columns parts them."
    ),
    N_("A text file was opened without being split, and saved as a workbook; the values are all there."),
)
TEXT_LOST = declare(
    "text_lost",
    Grade.NOTE,
    N_("Lost letters"),
    N_("A letter of “{found}” was lost before the file came here. Please write it anew."),
    N_("Which letter it was cannot be told; the name matches no other list."),
)
LIST_OF_WHO_CAME = declare(
    "list_of_who_came",
    Grade.NOTE,
    N_("A list of who came"),
    N_(
        "Here stand names below a day, and no marks: whoever is named counts as present. If these are all who had "
        "signed up, please add a column with marks."
    ),
    N_("Of those who are not on it nothing is known: they count neither as present nor as absent."),
)
