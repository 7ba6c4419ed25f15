# Names of months and days, and how a date is put together.
# $day is a number; $year is text; $month and $weekday are names from here.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday

# Heads of a calendar's columns.
weekday-short-mon = Mo
weekday-short-tue = Tu
weekday-short-wed = We
weekday-short-thu = Th
weekday-short-fri = Fr
weekday-short-sat = Sa
weekday-short-sun = Su

date-long = { $weekday }, { $day } { $month } { $year }
date-long-month-first = { $weekday }, { $month } { $day }, { $year }
date = { $day } { $month } { $year }
date-month-first = { $month } { $day }, { $year }
date-day-month = { $day } { $month }
date-day-month-month-first = { $month } { $day }
date-short = { $day } { $month } { $year }
date-short-month-first = { $month } { $day }, { $year }
date-month-year = { $month } { $year }

clock-morning = { $hour }:{ $minute } AM
clock-afternoon = { $hour }:{ $minute } PM

count-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
count-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
count-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
