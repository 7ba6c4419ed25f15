# Die Erinnerungsseite und was aus ihr wird.

keepsake-view-empty-title = Eine Seite zum Drucken und Rahmen
keepsake-view-first-photos = Die ersten Fotos hinzufügen…
keepsake-view-empty = Aus jedem Monat mit Fotos von { $name } wird eine Seite, für Sie gestaltet. Fügen Sie die ersten Fotos hinzu, und die Seite ist da.
keepsake-view-empty-nobody = Aus jedem Monat mit Fotos Ihres Babys wird eine Seite, für Sie gestaltet. Fügen Sie die ersten Fotos hinzu, und die Seite ist da.

keepsake-view-title = Erinnerungsseite
keepsake-view-previous-month = Voriger Monat
keepsake-view-next-month = Nächster Monat
keepsake-view-other-month = Einen anderen Monat wählen
keepsake-view-page-title = Titel
keepsake-view-closing = Schlusszeile
keepsake-view-closing-hint = Ein paar Worte, wenn Sie mögen
keepsake-view-place = Ort
keepsake-view-place-hint = Wo Sie waren, wenn Sie mögen
keepsake-view-photos = Fotos
keepsake-view-choose-photos = Fotos wählen…
keepsake-view-read-only = Diese Bibliothek lässt sich nur ansehen, deshalb bleibt die Seite, wie sie ist. Speichern und drucken können Sie sie trotzdem.
keepsake-view-no-photos = Noch keine Fotos vom { $month }. Fügen Sie welche aus dieser Zeit hinzu, und sie kommen von selbst auf diese Seite.

keepsake-view-look = Gestaltung
keepsake-view-paper = Papier
keepsake-view-upright = Hochformat
keepsake-view-on-its-side = Querformat
keepsake-view-more = Ränder, Vers und mehr
keepsake-view-age-birth = Ab der Geburt
keepsake-view-age-due = Auch ab dem errechneten Termin
keepsake-view-age = Alter
keepsake-view-margin = Freier Raum bis zum Rand
keepsake-view-margin-less = Weniger Raum
keepsake-view-margin-more = Mehr Raum
keepsake-view-edges-home = Für zu Hause
keepsake-view-edges-bleed = 3 mm über den Rand
keepsake-view-edges-marks = Mit Schnittlinien
keepsake-view-edges = Ränder, falls die Druckerei fragt
keepsake-view-verse = Ein Vers am Fuß der Seite
keepsake-view-before-print = Vor dem Drucken
keepsake-view-more-warnings =
    { $count ->
        [one] Und { $count } weiteres dieser Art.
       *[other] Und { $count } weitere dieser Art.
    }

keepsake-view-middle-set = Der Ring bleibt zu sehen, wenn das Foto auf seinen Rahmen zugeschnitten wird.
keepsake-view-middle-tap = Smilekeep lässt den klarsten Teil im Bild. Tippen Sie auf das Foto, wo seine Mitte stattdessen sein soll.
keepsake-view-middle-find = Smilekeep die Mitte finden lassen
keepsake-view-middle-keys = Die Pfeiltasten verschieben sie
keepsake-view-middle = Die Mitte von Foto { $number }

keepsake-view-on-page = Fotos auf der Seite
keepsake-view-propose = Smilekeep wählen lassen
keepsake-view-none-chosen = Keine Fotos auf der Seite. Tippen Sie unten eines an, um es hinzuzufügen.
keepsake-view-proposed = Smilekeep hat diese gewählt. Tippen Sie eines an, um es zu verschieben oder wegzunehmen.
keepsake-view-chosen = Tippen Sie eines an, um es zu verschieben oder wegzunehmen, oder ziehen Sie es.
keepsake-view-earlier = Weiter nach vorn
keepsake-view-later = Weiter nach hinten
keepsake-view-take-off = Von der Seite nehmen
keepsake-view-more-photos = Weitere Fotos dieses Monats
keepsake-view-tap-to-add = Tippen Sie ein Foto an, um es hinzuzufügen.
keepsake-view-film-hint = Ein Film lässt sich nicht drucken; die Seite zeigt dieses eine Bild.
keepsake-view-count = { $count } von { $most }
keepsake-view-photo = Foto { $number } auf der Seite, { $when }
keepsake-view-full = { $count } Fotos sind gut für eine Seite. Nehmen Sie eines weg, um ein anderes hinzuzufügen.
keepsake-view-add-film = Ein Bild aus dem Film vom { $when } hinzufügen
keepsake-view-add-photo = Das Foto vom { $when } hinzufügen

keepsake-view-pdf = Als PDF speichern…
keepsake-view-print-begin = Drucken…
keepsake-view-picture = Als Bild speichern…
keepsake-view-book-begin = Ein Buch machen…
keepsake-view-print-title = Die Seite drucken
keepsake-view-copies = Exemplare
keepsake-view-copies-less = Ein Exemplar weniger
keepsake-view-copies-more = Ein Exemplar mehr
keepsake-view-in-colour = In Farbe
keepsake-view-black-and-white = Schwarzweiß
keepsake-view-ink = Tinte
keepsake-view-print = Drucken
keepsake-view-printers-wait = Drucker werden gesucht…
keepsake-view-printers-none = Es wurde kein Drucker gefunden. Schalten Sie einen ein und suchen Sie noch einmal, oder speichern Sie die Seite als PDF und drucken Sie sie anderswo.
keepsake-view-printer = Drucker
keepsake-view-printers-again = Noch einmal suchen
keepsake-view-print-upright = Auf Papier der Größe { $paper }, im Hochformat.
keepsake-view-print-on-its-side = Auf Papier der Größe { $paper }, im Querformat.
keepsake-view-printer-usual = { $name } (Standard)
keepsake-view-soft =
    { $count ->
        [one] { $count } Foto könnte auf diesem Papier unscharf wirken; in den Angaben zur Seite steht, welches.
       *[other] { $count } Fotos könnten auf diesem Papier unscharf wirken; in den Angaben zur Seite steht, welche.
    }

keepsake-view-laying-out = Die Seite wird gestaltet…
keepsake-view-closer = Näher ansehen
keepsake-view-page = Die Seite
keepsake-view-problem = Die Seite ist nicht fertig
keepsake-view-updating = Wird aktualisiert…
keepsake-view-page-name =
    { $count ->
        [one] Die Seite für { $month }, „{ $title }“, mit { $count } Foto
       *[other] Die Seite für { $month }, „{ $title }“, mit { $count } Fotos
    }

keepsake-view-book = Ein Buch machen
keepsake-view-book-about = Ein Umschlag, das Inhaltsverzeichnis, eine Seite je Monat in ihrer eigenen Gestaltung und die Meilensteine, als ein PDF auf dem Papier dieser Seite.
keepsake-view-book-save = Das Buch speichern…
keepsake-view-book-from = Von
keepsake-view-book-to = Bis
keepsake-view-book-from-earlier = Erster Monat: einen früher
keepsake-view-book-from-later = Erster Monat: einen später
keepsake-view-book-to-earlier = Letzter Monat: einen früher
keepsake-view-book-to-later = Letzter Monat: einen später
keepsake-view-book-months =
    { $count ->
        [one] { $count } Monat mit Fotos
       *[other] { $count } Monate mit Fotos
    }
