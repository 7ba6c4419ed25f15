# Die Erinnerungen.

gallery-title = Erinnerungen
gallery-entries =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
gallery-of = { $count } von { $all }
gallery-level-years = Jahre
gallery-level-months = Monate
gallery-level-days = Tage
gallery-larger = Größere Bilder
gallery-smaller = Kleinere Bilder
gallery-slideshow = Diashow
gallery-select = Mehrere auswählen

gallery-arrivals = Gleich da
gallery-arrival = Gleich da: { $name }

gallery-nothing-found = Noch nichts mit „{ $words }“
gallery-nothing-found-about = Gesucht wurde in Notizen, Stichwörtern, Meilensteinen und den Dateinamen der Fotos. Versuchen Sie es mit weniger oder kürzeren Wörtern: Der Anfang eines Wortes genügt.
gallery-nothing-among = Hier ist nichts mit „{ $words }“ dabei
gallery-nothing-among-about = Nehmen Sie einen der Filter weg, oder versuchen Sie es mit weniger Wörtern.
gallery-nothing-like-that = Noch keine solche Erinnerung
gallery-nothing-like-that-about = Nehmen Sie einen der Filter weg, um mehr zu sehen.
gallery-show-all = Alle Erinnerungen zeigen
gallery-nothing-here = Hier ist noch nichts
gallery-nothing-here-about = Diese Bibliothek hat keine Einträge, und sie kann nur angesehen werden.
gallery-first = Hier ist Platz für das erste Lächeln
gallery-first-about = Ziehen Sie Fotos des Babys in dieses Fenster, fügen Sie sie ein oder wählen Sie sie aus. Jedes wird ein Eintrag; die Originale werden nie verändert.
gallery-first-about-named = Ziehen Sie Fotos von { $name } in dieses Fenster, fügen Sie sie ein oder wählen Sie sie aus. Jedes wird ein Eintrag; die Originale werden nie verändert.
gallery-first-choose = Fotos auswählen…
gallery-first-phone = Vom Handy senden…
gallery-first-words = Einen Eintrag ohne Foto schreiben

gallery-search = Suchen…
gallery-search-name = Notizen, Stichwörter, Meilensteine und Dateinamen durchsuchen
gallery-filter = Filter
gallery-filter-baby = Baby
gallery-filter-only = Nur
gallery-filter-favourites = Lieblinge
gallery-filter-milestone = Mit Meilenstein
gallery-filter-note = Mit Notiz
gallery-filter-edited = Bearbeitete Fotos
gallery-filter-state = Wie wach
gallery-filter-kind = Art des Lächelns
gallery-filter-from = Von
gallery-filter-to = Bis
gallery-filter-none = Alle Filter wegnehmen
gallery-chip-remove = Filter wegnehmen: { $words }
gallery-chip-words = „{ $words }“
gallery-chip-days = { $from } – { $to }
gallery-chip-from = Ab { $day }
gallery-chip-to = Bis { $day }

gallery-away = Das Original dieses Fotos ist gerade nicht da. Wenn es auf einem Laufwerk liegt, schließen Sie es an; dann kommt es von selbst zurück.
gallery-photo-name = Foto, { $date }, { $time }
gallery-film-name = Film, { $date }, { $time }
gallery-film-name-length = Film, { $length } lang, { $date }, { $time }
gallery-name-favourite = { $name }, Liebling
gallery-entry-no-words = Noch keine Worte
gallery-entry-name = Eintrag, { $date }: { $words }
gallery-hit-name =
    { $kind ->
        [photo] Foto, { $when }: { $words }
       *[entry] Eintrag, { $when }: { $words }
    }
gallery-when = { $date }, { $time }
gallery-when-age = { $date }, { $time } · { $age }
gallery-day-age = { $day } · { $age }

gallery-back-day = An diesem Tag
gallery-back-week =
    { $weeks ->
        [0] In dieser Lebenswoche: die ersten Tage
        [one] In dieser Lebenswoche: { $weeks } Woche alt
       *[other] In dieser Lebenswoche: { $weeks } Wochen alt
    }
gallery-back-months =
    { $count ->
        [one] vor { $count } Monat
       *[other] vor { $count } Monaten
    }
gallery-back-years =
    { $count ->
        [one] vor { $count } Jahr
       *[other] vor { $count } Jahren
    }
gallery-back-photo = { $when }: { $photo }

gallery-time-line = Zeitleiste
gallery-time-line-at = { $when }, { $age }

gallery-select-title = Fotos oder Einträge auswählen
gallery-select-all = Alle auswählen
gallery-select-end = Auswahl beenden
gallery-selected =
    { $count ->
        [one] { $count } Foto ausgewählt
       *[other] { $count } Fotos ausgewählt
    }
gallery-selected-entries =
    { $count ->
        [one] { $count } Eintrag ausgewählt
       *[other] { $count } Einträge ausgewählt
    }
gallery-selected-both =
    { $photos ->
        [one] { $photos } Foto
       *[other] { $photos } Fotos
    } und { $entries ->
        [one] { $entries } Eintrag
       *[other] { $entries } Einträge
    } ausgewählt
gallery-photos-only = Nur für Fotos. Einträge ohne Foto werden dabei ausgelassen.
gallery-trash = In den Papierkorb legen
gallery-save-copies = Kopien in einem Ordner speichern…
gallery-paste-edits = Bearbeitung einfügen
gallery-copy-edits = Bearbeitung kopieren
gallery-move = Zu einem anderen Baby verschieben…
gallery-shift = Zeit korrigieren…
gallery-tag = Stichwort hinzufügen…
gallery-favourite-add = Als Lieblinge markieren
gallery-favourite-remove = Aus den Lieblingen nehmen

gallery-sheet-about =
    { $count ->
        [one] Für die Einträge von { $count } Foto. Sie können es rückgängig machen.
       *[other] Für die Einträge von { $count } Fotos. Sie können es rückgängig machen.
    }
gallery-sheet-about-entries =
    { $count ->
        [one] Für { $count } Eintrag. Sie können es rückgängig machen.
       *[other] Für { $count } Einträge. Sie können es rückgängig machen.
    }
gallery-sheet-about-both =
    { $photos ->
        [one] Für den Eintrag von { $photos } Foto
       *[other] Für die Einträge von { $photos } Fotos
    } und { $entries ->
        [one] { $entries } Eintrag ohne Foto. Sie können es rückgängig machen.
       *[other] { $entries } Einträge ohne Foto. Sie können es rückgängig machen.
    }
gallery-tag-title = Stichwort hinzufügen
gallery-tag-field = Stichwort
gallery-tag-hint = zum Beispiel nach dem Trinken
gallery-shift-title = Zeit korrigieren
gallery-shift-about = Die Uhr der Kamera ging falsch; alles verschieben
gallery-shift-later = Später
gallery-shift-earlier = Früher
gallery-shift-days = Tage
gallery-shift-hours = Stunden
gallery-shift-minutes = Minuten
gallery-shift-unit-days = Tage
gallery-shift-unit-hours = Stunden
gallery-shift-unit-minutes = Minuten
gallery-shift-slip = Bitte eine ganze Zahl.
gallery-move-title = Zu einem anderen Baby verschieben
gallery-move-whose = Wessen Tagebuch

gallery-slideshow-at = Diashow: { $photo }
gallery-slideshow-end = Diashow beenden
gallery-slideshow-chance = In zufälliger Reihenfolge
gallery-slideshow-go-on = Weiter
gallery-slideshow-stay = Hier bleiben
