# Wörter, die an mehreren Stellen stehen.

word-cancel = Abbrechen
like-this-computer = Wie dieser Computer

appearance-light = Hell
appearance-dark = Dunkel
appearance-night = Nachtlicht

calendar-previous = Voriger Monat
calendar-next = Nächster Monat
calendar-previous-year = Voriges Jahr
calendar-next-year = Nächstes Jahr
calendar-months = { $month }: einen Monat wählen
calendar-days = { $year }: zurück zu den Tagen

count-photos =
    { $count ->
        [one] { $count } Foto
       *[other] { $count } Fotos
    }
