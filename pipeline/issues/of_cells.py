"""What may be wrong with the value of a cell."""

from pipeline.codes import Grade
from pipeline.issues.kind import declare
from pipeline.said import N_

DATE_UNREADABLE = declare(
    "date_unreadable",
    Grade.NOTE,
    N_("Not a date"),
    N_("“{found}” is not a date. Please write the day like {expected}."),
    N_("The day is left empty until it can be read; nothing is guessed."),
)
DATE_WITHOUT_DAY = declare(
    "date_without_day",
    Grade.NOTE,
    N_("A month or a year without a day"),
    N_("“{found}” names no day; {expected} was taken. Please write the day if it was another one."),
    N_("Work that begins in a month or a year counts from its first day, work that ends in one up to its last."),
)
DATE_IMPOSSIBLE = declare(
    "date_impossible",
    Grade.NOTE,
    N_("A day that does not exist"),
    N_("The calendar has no “{found}”. Please enter the right day, like {expected}."),
    N_("The day is left empty until it is corrected."),
)
DATE_AMBIGUOUS = declare(
    "date_ambiguous",
    Grade.NOTE,
    N_("Day and month may be swapped"),
    N_("“{found}” can be read as two different days. Please write it like {expected}."),
    N_("With slashes some people write the month first; the day is left empty until it is clear."),
)
DATE_IMPLAUSIBLE = declare(
    "date_implausible",
    Grade.NOTE,
    N_("A day far from all others"),
    N_("“{found}” lies far outside the time in which courses took place. Please check the year, like {expected}."),
    N_("A slip in the year moves a session or a sign-up into another report; the day is left empty."),
)
DATE_WEEKDAY = declare(
    "date_weekday",
    Grade.NOTE,
    N_("Weekday and day do not fit together"),
    N_("The day “{found}” does not fall on that weekday. Please correct one of the two, like {expected}."),
    N_("One of the two is a slip: the day counts as written; where its year is not written, it is left empty."),
)
DATE_SEVERAL = declare(
    "date_several",
    Grade.NOTE,
    N_("Several days in one cell"),
    N_("“{found}” names several days. Please give each day a column or a row of its own, like {expected}."),
    N_("Nobody can tell on which of the days somebody took part; the day is left empty."),
)
BIRTH_YEAR_IS_AGE = declare(
    "birth_year_is_age",
    Grade.NOTE,
    N_("An age instead of a year of birth"),
    N_("“{found}” looks like an age, not like a year of birth. Please enter the year, like {expected}."),
    N_("An age grows old: without the day it was asked on it does not give the year of birth."),
)
BIRTH_IMPLAUSIBLE = declare(
    "birth_implausible",
    Grade.NOTE,
    N_("A birth that cannot be right"),
    N_("Nobody in a course was born in “{found}”. Please enter the right year, like {expected}."),
    N_("The age bands of the report depend on it; the birth is left empty until it is corrected."),
)
BIRTH_DATE_INCOMPLETE = declare(
    "birth_date_incomplete",
    Grade.NOTE,
    N_("Not a full date of birth"),
    N_(
        "“{found}” is not a full date of birth. Please write day, month and the year with four digits, like {expected}."
    ),
    N_(
        "Two digits leave the century open: where the age of a participant leaves one only, that is taken, else the"
        " birth is left empty until it is complete."
    ),
)
BIRTHDAYS_WITHOUT_YEAR = declare(
    "birthdays_without_year",
    Grade.NOTE,
    N_("Birthdays without a year"),
    N_(
        "Below “{found}” stand birthdays without a year. Where the report needs ages, please ask for the full date of"
        " birth, like {expected}."
    ),
    N_("Without the year nobody's age is known; these people count under “age unknown”."),
)
UNTIL_BEFORE_SINCE = declare(
    "until_before_since",
    Grade.NOTE,
    N_("An end before the beginning"),
    N_("The end “{found}” lies before the beginning. Please check both days."),
    N_("The end is left empty until it is corrected."),
)
END_NOT_AFTER_START = declare(
    "end_not_after_start",
    Grade.NOTE,
    N_("A session that ends before it begins"),
    N_("The end “{found}” is not later than the beginning. Please check both times."),
    N_("The session counts with the usual length until its times are corrected."),
)
EMAIL_INVALID = declare(
    "email_invalid",
    Grade.NOTE,
    N_("Not an e-mail address"),
    N_("“{found}” is not an e-mail address. Please correct it, like {expected}."),
    N_("Nobody can be reached there; the address is left empty."),
)
EMAIL_SEVERAL = declare(
    "email_several",
    Grade.NOTE,
    N_("Several e-mail addresses in one cell"),
    N_("“{found}” holds more than one address; {expected} was taken. Please leave the one that counts."),
    N_("A person is known by one address; the others are not stored."),
)
PHONE_INVALID = declare(
    "phone_invalid",
    Grade.NOTE,
    N_("Not a telephone number"),
    N_("“{found}” is not a telephone number. Please correct it, like {expected}."),
    N_("Nobody can be called there; the number is left empty."),
)
PHONE_LOST_ZERO = declare(
    "phone_lost_zero",
    Grade.NOTE,
    N_("The telephone number has lost its first zero"),
    N_("“{found}” was taken for {expected}. Please format the column as text so that the zero stays."),
    N_("Spreadsheet programs drop a leading zero from numbers."),
)
PHONE_ROUNDED = declare(
    "phone_rounded",
    Grade.NOTE,
    N_("A telephone number that was rounded"),
    N_("“{found}” is a rounded number. Please format the column as text and enter the number again, like {expected}."),
    N_("The last digits are lost for good; the number is left empty."),
)
AGE_CONTRADICTS_BIRTH = declare(
    "age_contradicts_birth",
    Grade.NOTE,
    N_("Age and birth do not fit together"),
    N_("The age “{found}” does not fit the birth in this row, which gives {expected}. Please correct one of the two."),
    N_("One of the two is a slip; the birth counts until it is corrected."),
)
POSTCODE_INVALID = declare(
    "postcode_invalid",
    Grade.NOTE,
    N_("Not a postcode"),
    N_("“{found}” is not a postcode. A German postcode has five digits, like {expected}."),
    N_("The municipality is found by place and postcode."),
)
POSTCODE_LOST_ZERO = declare(
    "postcode_lost_zero",
    Grade.NOTE,
    N_("The postcode has lost its first zero"),
    N_("“{found}” was taken for {expected}. Please format the column as text so that the zero stays."),
    N_("Spreadsheet programs drop a leading zero from numbers."),
)
GENDER_UNKNOWN = declare(
    "gender_unknown",
    Grade.NOTE,
    N_("Unknown entry for gender"),
    N_("“{found}” is not known as a gender. Please write {expected}, or leave it empty."),
    N_("It is counted as not stated."),
)
SALUTATION_MISSPELT = declare(
    "salutation_misspelt",
    Grade.NOTE,
    N_("A salutation with a slip of the pen"),
    N_("“{found}” was taken for “{expected}”. Please correct it if so, or write what is meant."),
    N_("The report counts women and men by it where no column says more."),
)
GENDER_CONTRADICTS_SALUTATION = declare(
    "gender_contradicts_salutation",
    Grade.NOTE,
    N_("Gender and salutation do not fit together"),
    N_("“{found}” does not fit the salutation in this row, which says {expected}. Please correct one of the two."),
    N_("One of the two is a slip; until it is corrected, the gender counts as not stated."),
)
DITTO_MARK = declare(
    "ditto_mark",
    Grade.NOTE,
    N_("A ditto mark in place of an entry"),
    N_("“{found}” was read as the entry in the cell above. Please write the entry out."),
    N_("As soon as the list is sorted or a row is deleted, a ditto mark says something else."),
)
GENDER_SEVERAL = declare(
    "gender_several",
    Grade.NOTE,
    N_("Several genders ticked"),
    N_("More than one gender is ticked in this row: {found}. Please leave one tick, or none."),
    N_("It is counted as not stated until one tick is left."),
)
AREA_UNKNOWN = declare(
    "area_unknown",
    Grade.NOTE,
    N_("Unknown engagement area"),
    N_("“{found}” is not one of the engagement areas. Please use one of: {expected}."),
    N_("It is counted under other until it is named as in the list."),
)
AREAS_UNKNOWN = declare(
    "areas_unknown",
    Grade.NOTE,
    N_("Areas of another project"),
    N_(
        "Hardly any entry below this heading is one of the engagement areas: {found}. If these are your areas, put them"
        " into the file that pipeline.toml names under [areas]."
    ),
    N_("They are counted under other until the list of areas knows them."),
)
REMARK_SENSITIVE = declare(
    "remark_sensitive",
    Grade.NOTE,
    N_("A remark that should not stand on a list"),
    N_(
        "This remark seems to tell of health, belief or another matter that the law protects in particular. Please "
        "delete it from the list, unless the person has agreed to it in writing."
    ),
    N_("Such data may be kept for a good reason only (Art. 9 GDPR); the remark is neither stored nor repeated here."),
)
STATUS_UNKNOWN = declare(
    "status_unknown",
    Grade.NOTE,
    N_("Unknown status of a sign-up"),
    N_("“{found}” is not known as a status. Please write one of: {expected}."),
    N_("Until then the sign-up counts as admitted."),
)
STATUS_IN_REMARK = declare(
    "status_in_remark",
    Grade.NOTE,
    N_("A status that stands in a remark"),
    N_("“{found}” in this remark was taken for the status of the sign-up: {expected}."),
    N_("The status column is empty or missing. Please enter the status there if it is another one."),
)
MARK_IN_REMARK = declare(
    "mark_in_remark",
    Grade.NOTE,
    N_("A mark that stands in a remark"),
    N_("There is no mark in this row, so the remark “{found}” was taken for it: {expected}."),
    N_("Whoever is excused in a remark only is counted so. Please enter another mark if it is not right."),
)
STATUS_WITHIN_REMARK = declare(
    "status_within_remark",
    Grade.NOTE,
    N_("A remark that may speak of a status"),
    N_("This remark says “{found}” among other things. If that is the status, please enter it in a status column."),
    N_("Until then the sign-up counts as if the remark said nothing; nothing is guessed."),
)
TIME_UNREADABLE = declare(
    "time_unreadable",
    Grade.NOTE,
    N_("Not a time"),
    N_("“{found}” is not a time of day. Please write it like {expected}."),
    N_("The length of the session is taken from the programme instead."),
)
