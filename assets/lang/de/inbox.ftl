# Fotos, die auf das Wort der Eltern warten.

inbox-view-ask-again = Später noch einmal fragen
inbox-view-not-this = Dieses nicht
inbox-view-not-these = Diese nicht
inbox-view-photo-before = Das Foto davor
inbox-view-photo-next = Das nächste Foto
inbox-view-back-to-all = Zu allen
inbox-view-choose-hint = Oder wählen Sie mit einem Klick; ein Doppelklick zeigt ein Foto größer.
inbox-view-choose-declined = Wählen Sie Fotos mit einem Klick.
inbox-view-larger = Größer ansehen
inbox-view-choose-none = Keines wählen
inbox-view-title-declined = Nicht behalten
inbox-view-title = Wartet
inbox-view-show-waiting = Zu den wartenden
inbox-view-show-declined = Abgelehnte zeigen
inbox-view-about-declined = Zu diesen haben Sie Nein gesagt und werden nicht wieder gefragt. Dateien in Ihren Ordnern bleiben, wo sie sind; was ein Handy gesendet hat, wird hier 30 Tage aufbewahrt.
inbox-view-about = Noch nicht im Tagebuch. Behalten Sie, was Ihnen gefällt; Dateien in Ihren Ordnern bleiben, wo sie sind.
inbox-view-empty-declined = Fotos, zu denen Sie Nein sagen, warten hier, falls Sie sie doch noch möchten.
inbox-view-empty-declined-title = Hier ist nichts
inbox-view-empty = Fotos von einem Handy, aus einem beobachteten Ordner oder von einer Speicherkarte kommen zuerst hierher. Ins Tagebuch kommen sie, wenn Sie es sagen.
inbox-view-empty-title = Es wartet nichts
inbox-view-watch-folder = Einen Ordner beobachten…
inbox-view-keep-it = Behalten
inbox-view-keep-it-for = Für { $name } behalten
inbox-view-keep-all = Alle { $count } behalten
inbox-view-keep-all-for = Alle { $count } für { $name } behalten
inbox-view-keep = { $count } behalten
inbox-view-keep-for = { $count } für { $name } behalten

inbox-view-show-card = Zeigen
inbox-view-not-now = Jetzt nicht
inbox-view-today = Heute
inbox-view-yesterday = Gestern
inbox-view-no-date = Ohne Datum
inbox-view-choose-all = Alle wählen
inbox-view-not-there = Gerade nicht da
inbox-view-no-picture = Kein Bild davon
inbox-view-card = Fotos auf { $place }: { $count } neu
inbox-view-looking = { $place } wird durchgesehen
inbox-view-files =
    { $count ->
        [one] { $count } Datei
       *[other] { $count } Dateien
    }
inbox-view-found = { $name } · { $count } gefunden
inbox-view-choose-all-of =
    { $count ->
        [one] { $count } Foto wählen, { $day }, von: { $from }
       *[other] Alle { $count } Fotos wählen, { $day }, von: { $from }
    }
inbox-view-from = Von: { $from }
inbox-view-photo = { $file }, von: { $from }
inbox-view-photo-dated = { $file }, { $when }, von: { $from }
inbox-view-photo-missing = { $photo }, gerade nicht da
inbox-view-photo-moving = { $photo }, mit dem bewegten Teil
# On a photo that moves: what phones take as a still with a short film.
inbox-view-moves = Bewegt
inbox-view-with-moving = Mit dem kurzen Film, der dazugehört
