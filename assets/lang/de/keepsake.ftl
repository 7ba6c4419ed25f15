# Erinnerungsseiten und Bücher: Worte auf dem Papier, Namen der Gestaltungen, Fehler.

keepsake-contents = Inhalt
keepsake-milestones = Meilensteine
keepsake-night-of = Nacht vom { $day }
keepsake-photo-alt = Foto von { $name }, { $date }
keepsake-subtitle = { $name } · { $age }
keepsake-quiet =
    { $count ->
        [one] Ein Lächeln in diesem Monat bewahrt
       *[other] { $count } Lächeln in diesem Monat bewahrt
    }
keepsake-quiet-nights = { $quiet } · Nächte stehen bei dem Tag, an dem sie begannen
keepsake-months-of-a-year = { $first } – { $last } { $year }
keepsake-months-of-years = { $first } – { $last }

keepsake-look-album = Album
keepsake-mood-album = Weißes Papier, ein wenig Gold
keepsake-look-hero = Großes Bild
keepsake-mood-hero = Ein Liebling, darunter ein Streifen
keepsake-look-polaroid = Sofortbilder
keepsake-mood-polaroid = Sofortbilder auf einem Tisch
keepsake-look-storybook = Geschichte
keepsake-mood-storybook = Ihre Worte zuerst
keepsake-look-calendar = Kalender
keepsake-mood-calendar = Jeder Tag des Monats
keepsake-look-certificate = Erstes Mal
keepsake-mood-certificate = Ein Meilenstein zum Einrahmen
keepsake-look-cover = Titelseite
keepsake-mood-cover = Die Vorderseite eines Buchs
keepsake-mood-own = Ihre eigene

keepsake-decimal = { $whole },{ $tenths }
keepsake-soft = Foto { $number } wirkt vielleicht unscharf: Es hat hier { $dots } Punkte pro Zoll. Bis { $width } × { $height } cm ist es scharf.
keepsake-soft-in-book = Foto { $number } auf Seite { $page } wirkt vielleicht unscharf: Es hat hier { $dots } Punkte pro Zoll. Bis { $width } × { $height } cm ist es scharf.
keepsake-missing = Foto { $number } („{ $name }“) hat einen leeren Rahmen: { $cause }. Fügen Sie das Foto noch einmal hinzu, oder nehmen Sie es von der Seite.
keepsake-missing-in-book = Foto { $number } auf Seite { $page } („{ $name }“) hat einen leeren Rahmen: { $cause }. Fügen Sie das Foto noch einmal hinzu, oder nehmen Sie es von der Seite.
keepsake-missing-letters = Auf diesem Computer fehlt eine Schrift für einige Zeichen ({ $letters }), deshalb steht auf der Seite □ an ihrer Stelle. Installieren Sie eine passende Schrift (unter Debian: fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji) und speichern Sie die Seite noch einmal.

keepsake-error-too-many = Auf eine Seite passen bis zu { $most } Fotos; ausgewählt sind { $given }.
keepsake-error-unreadable = Eines der ausgewählten Fotos ließ sich nicht lesen ({ $cause }).
keepsake-error-picture-size = Ein Bild dieser Größe ist nicht möglich: { $reason }.
keepsake-picture-size = Die lange Seite hätte { $pixels } Pixel, möglich sind 16 bis { $most }
keepsake-error-empty-book = In diesen Monaten gibt es noch nichts. Wählen Sie andere
keepsake-error-no-template = Die Vorlage „{ $template }“ ist nicht mehr da. Wählen Sie eine andere.
keepsake-error-template =
    In „{ $template }“{ $line ->
        [none] { "" }
       *[other] , Zeile { $line },
    } stimmt etwas nicht: { $cause }{ $hint ->
        [none] { "" }
       *[other] { " " }({ $hint })
    }. Berichtigen Sie es dort, oder wählen Sie eine andere Vorlage
keepsake-error-typesetting = Die Seite ließ sich nicht setzen: { $cause }
keepsake-error-export = Die Seite ließ sich nicht als { $format } speichern: { $cause }
keepsake-page-empty = Die Seite ist leer
keepsake-no-pixels = es hat keine Pixel
keepsake-pdf-objects = Die Tabelle der Objekte lässt sich nicht lesen
keepsake-pdf-photo-missing = Ein Foto fehlt
keepsake-pdf-place = Der Platz eines Fotos lässt sich nicht lesen
keepsake-no-reason = Ein Grund wurde nicht genannt

keepsake-print-title = Smilekeep-Seite
keepsake-print-window = Druckfenster des Systems
keepsake-print-viewer = Zum Drucken im PDF-Programm öffnen
keepsake-print-no-printer = Auf diesem Computer ist kein Drucker eingerichtet. Speichern Sie die Seite als PDF und drucken Sie sie anderswo.
keepsake-print-unknown-printer = Der Drucker „{ $printer }“ ist nicht mehr da. Wählen Sie einen anderen, oder speichern Sie die Seite als PDF.
keepsake-print-no-file = Die Seite zum Drucken wurde nicht gefunden: { $path }.
keepsake-print-timed-out = Das Drucksystem hat nicht geantwortet. Prüfen Sie, ob der Drucker eingeschaltet und verbunden ist, und versuchen Sie es noch einmal.
keepsake-print-not-accepting = Der Drucker „{ $printer }“ nimmt gerade keine Seiten an. Sehen Sie nach, ob er eingeschaltet ist, Papier hat und keine Meldung zeigt, und versuchen Sie es noch einmal; oder wählen Sie einen anderen Drucker.
keepsake-print-cancelled = Es wurde nichts gedruckt.
keepsake-print-refused = Die Seite ließ sich nicht drucken: { $cause }
keepsake-print-no-reason = Das Drucksystem nannte keinen Grund.
keepsake-print-no-viewer = Kein Programm auf diesem Computer öffnet PDF-Dateien.
keepsake-print-window-ended = Das Druckfenster des Systems hat sich von selbst geschlossen. Versuchen Sie es noch einmal, oder wählen Sie einen Drucker aus der Liste.
keepsake-print-window-failed = Das Druckfenster des Systems ging nicht auf ({ $cause }). Wählen Sie stattdessen einen Drucker aus der Liste.
