# Namen der Monate und Tage, und wie ein Datum geschrieben wird.

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.

weekday-mon = Montag
weekday-tue = Dienstag
weekday-wed = Mittwoch
weekday-thu = Donnerstag
weekday-fri = Freitag
weekday-sat = Samstag
weekday-sun = Sonntag

weekday-short-mon = Mo
weekday-short-tue = Di
weekday-short-wed = Mi
weekday-short-thu = Do
weekday-short-fri = Fr
weekday-short-sat = Sa
weekday-short-sun = So

date-long = { $weekday }, { $day }. { $month } { $year }
date-long-month-first = { $weekday }, { $day }. { $month } { $year }
date = { $day }. { $month } { $year }
date-month-first = { $day }. { $month } { $year }
date-day-month = { $day }. { $month }
date-day-month-month-first = { $day }. { $month }
date-short = { $day }. { $month } { $year }
date-short-month-first = { $day }. { $month } { $year }
date-month-year = { $month } { $year }

clock-morning = { $hour }:{ $minute } Uhr (vormittags)
clock-afternoon = { $hour }:{ $minute } Uhr (nachmittags)

count-seconds =
    { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
count-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
count-hours =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
