# Einstellungen.

settings-title = Einstellungen
settings-parts = Teile der Einstellungen
settings-part-babies = Babys
settings-part-look = Aussehen
settings-part-language = Sprache und Datum
settings-part-library = Bibliothek
settings-part-backup = Sicherung
settings-part-trash = Zuletzt gelöscht
settings-part-take-out = Alles mitnehmen
settings-part-folders = Beobachtete Ordner
settings-part-bring-in = Vorhandenes hereinholen
settings-part-merge = Tagebuch zu zweit
settings-part-about = Über Smilekeep

settings-appearance = Farben
settings-appearance-about = Das Nachtlicht ist schwach und warm, für ein Zimmer, in dem ein Baby schläft.
settings-size = Größe der Anzeige
settings-smaller = Kleiner
settings-larger = Größer
settings-size-back = Zurück auf 100 %
settings-movement = Bewegung
settings-movement-gentle = Sanft
settings-movement-none = Keine
settings-movement-about = Bilder blenden kurz ein, und die Ansicht gleitet. Mit „Keine“ ändert sich alles sofort.
settings-hints = Hinweise auf Fotos
settings-hints-shown = Zeigen
settings-hints-hidden = Verbergen
settings-hints-about = Eine kurze Zeile über das Licht, aus dem, was die Kamera ins Foto geschrieben hat, und aus seinen Pixeln. Nichts verlässt diesen Computer.

settings-language = Sprache
settings-language-about = Knöpfe, Meldungen und Seiten sprechen sie. Was Sie selbst geschrieben haben, bleibt, wie es ist.
settings-clock = Uhr
settings-clock-24 = 24 Stunden
settings-clock-12 = 12 Stunden
settings-clock-about = So sieht es aus: { $date }, { $time }.
settings-week = Die Woche beginnt am
settings-week-about = Der { $day } ist die erste Spalte jedes Kalenders.

settings-promise = Kein Konto, kein Server von uns: Ihre Fotos bleiben auf diesem Computer und gehen nirgendwohin, solange Sie sie nicht schicken.
settings-licence = Frei zu benutzen und weiterzugeben unter der MIT-Lizenz oder der Apache-Lizenz 2.0, nach Ihrer Wahl.

# Babys.
settings-baby-new = Ein neues Baby
settings-baby-add = Baby hinzufügen…
settings-baby-born = Geboren am { $date }
settings-baby-due = errechneter Termin { $date }
settings-baby-shown = gerade gezeigt
settings-baby-change = Ändern…
settings-baby-change-name = { $name } ändern…
settings-baby-show = Zeigen
settings-baby-show-name = Tagebuch von { $name } zeigen
settings-baby-birth-missing = Bitte geben Sie den Tag der Geburt an.
settings-baby-name = Name
settings-baby-name-hint = Wie das Baby heißt
settings-baby-birth = Tag der Geburt
settings-baby-due-date = Errechneter Termin, freiwillig
settings-baby-due-about = Mit dem errechneten Termin bekommt ein zu früh geborenes Baby auch ein korrigiertes Alter.
settings-baby-add-this = Baby hinzufügen
settings-baby-save = Speichern
settings-baby-picture = Bild
settings-baby-choose-picture = Bild wählen…
settings-baby-no-picture = Ohne dieses Bild

# Bibliothek.
settings-library-folder = Ordner
settings-library-copy-path = Pfad des Ordners kopieren
settings-library-holds =
    { $photos ->
        [one]
            { $babies ->
                [one] { $photos } Foto von { $babies } Baby
               *[other] { $photos } Foto von { $babies } Babys
            }
       *[other]
            { $babies ->
                [one] { $photos } Fotos von { $babies } Baby
               *[other] { $photos } Fotos von { $babies } Babys
            }
    }
settings-library-show = Im Ordner zeigen
settings-library-open = Andere Bibliothek öffnen…
settings-library-whole = Sind alle Fotos unversehrt?
settings-library-whole-about = Liest jedes Original und vergleicht es mit dem Fingerabdruck, der beim Hereinkommen genommen wurde. Nichts wird verändert; bei vielen Fotos dauert es ein paar Minuten.
settings-library-check = Alle Fotos prüfen
settings-library-checking = Prüft…

# Sicherung.
settings-backup-none = Ihre Fotos und Worte sind nur auf diesem Computer. Wählen Sie einen Ordner auf einem anderen Laufwerk: Alles wird dorthin kopiert, und später nur, was neu ist.
settings-backup-last = Letzte Sicherung
settings-backup-last-locked = Letzte verschlossene Sicherung
settings-backup-passphrase = Ihre Passphrase
settings-backup-passphrase-about = Sie bleibt gemerkt, bis Smilekeep geschlossen wird, und wird nie aufgeschrieben.
settings-backup-now = Jetzt sichern
settings-backup-working = Läuft…
settings-backup-check = Sicherung prüfen
settings-backup-keep-folder = Beim bisherigen Ordner bleiben
settings-backup-another = Anderer Ordner…
settings-backup-another-locked = Verschlossene Sicherung in einem anderen Ordner…
settings-backup-lock = Mit einer Passphrase verschließen
settings-backup-lock-about = Für ein Laufwerk, an das andere herankommen. Ohne diese Passphrase kann niemand die Sicherung öffnen, auch wir nicht: Schreiben Sie sie auf, und verwahren Sie sie dort, wo Sie solche Dinge verwahren.
settings-backup-new-passphrase = Passphrase: vier Wörter oder mehr
settings-backup-once-more = Noch einmal
settings-backup-not-the-same = Die beiden sind noch nicht gleich.
settings-backup-choose = Ordner wählen…

# Zuletzt gelöscht.
settings-trash-empty = Hier ist nichts. Einträge und Meilensteine, die Sie entfernen, warten hier 30 Tage, falls Sie sie zurückhaben möchten.
settings-trash-about = Einträge und Meilensteine bleiben hier 30 Tage. Dann werden sie endgültig entfernt.
settings-trash-all = Alle { $count } zeigen
settings-trash-when = { $date }, { $time }
settings-trash-put-back = Zurückholen
settings-trash-put-back-all =
    { $count ->
        [one] Auch das Letzte zurückholen
       *[other] Alle { $count } zurückholen
    }
settings-trash-together = Zusammen entfernt: { $count }
settings-trash-put-back-these =
    { $count ->
        [one] Auch das Letzte davon zurückholen
       *[other] Diese { $count } zurückholen
    }
settings-trash-is-back = Wieder da
settings-trash-put-back-milestone = Den Meilenstein „{ $title }“ zurückholen
settings-trash-milestone = Meilenstein vom { $date }
settings-trash-put-back-name = Den Eintrag vom { $date }, { $time } zurückholen
settings-trash-no-photo = Kein Foto

# Alles mitnehmen.
settings-take-out-about = Alle Fotos, wie sie aus der Kamera kamen, bearbeitete Kopien daneben und jedes Wort: als Seiten für einen Browser und als Tabellen. Es lässt sich ohne Smilekeep öffnen.
settings-take-out-folder = Als Ordner…
settings-take-out-zip = Als eine Zip-Datei…
settings-take-out-zip-name = Smilekeep-Export.zip
settings-take-out-working = Läuft…
settings-take-out-done = Mitgenommen nach
settings-take-out-show = Zeigen, wo es liegt

# Beobachtete Ordner.
settings-folders-about = Neue Fotos in diesen Ordnern werden unter „Wartet“ angeboten. Die Dateien selbst werden nur gelesen: nie verschoben, nie verändert.
settings-folders-new-only = Nur neue
settings-folders-old-too = Alle, die dort sind
settings-folders-offer = Welche Fotos ein neuer Ordner anbieten soll
settings-folders-add = Ordner beobachten…
settings-folders-go-on = Fortsetzen
settings-folders-go-on-name = Fortsetzen: { $folder }
settings-folders-pause = Pause
settings-folders-pause-name = Pause: { $folder }
settings-folders-remove = Nicht mehr beobachten
settings-folders-remove-name = Nicht mehr beobachten: { $folder }
settings-folders-looking =
    { $files ->
        [one] Sieht nach: bisher { $files } Datei.
       *[other] Sieht nach: bisher { $files } Dateien.
    }
settings-folders-waiting = Lässt neuen Dateien einen Moment, um fertig zu werden.
settings-folders-reading = Liest, was neu ist: { $done } von { $total }.
settings-folders-paused =
    { $offered ->
        [0] Pausiert; noch nichts Neues gefunden.
        [one] Pausiert; bisher { $offered } Foto angeboten.
       *[other] Pausiert; bisher { $offered } Fotos angeboten.
    }
settings-folders-away =
    { $offered ->
        [0] Gerade nicht da; vielleicht ist sein Laufwerk weg. Noch nichts Neues gefunden.
        [one] Gerade nicht da; vielleicht ist sein Laufwerk weg. Bisher { $offered } Foto angeboten.
       *[other] Gerade nicht da; vielleicht ist sein Laufwerk weg. Bisher { $offered } Fotos angeboten.
    }
settings-folders-silent = „{ $folder }“ antwortet nicht. Der Ordner wird ausgelassen, bis er es wieder tut; die anderen werden durchgesehen wie immer.
settings-folders-too-many =
    { $offered ->
        [0] Nur die ersten { $files } Dateien werden angesehen; noch nichts Neues gefunden.
        [one] Nur die ersten { $files } Dateien werden angesehen; bisher { $offered } Foto angeboten.
       *[other] Nur die ersten { $files } Dateien werden angesehen; bisher { $offered } Fotos angeboten.
    }
settings-folders-empty =
    { $offered ->
        [0] Zurzeit leer; noch nichts Neues gefunden.
        [one] Zurzeit leer; bisher { $offered } Foto angeboten.
       *[other] Zurzeit leer; bisher { $offered } Fotos angeboten.
    }
settings-folders-seen =
    { $files ->
        [one]
            { $offered ->
                [0] { $files } Datei; noch nichts Neues gefunden.
                [one] { $files } Datei; bisher { $offered } Foto angeboten.
               *[other] { $files } Datei; bisher { $offered } Fotos angeboten.
            }
       *[other]
            { $offered ->
                [0] { $files } Dateien; noch nichts Neues gefunden.
                [one] { $files } Dateien; bisher { $offered } Foto angeboten.
               *[other] { $files } Dateien; bisher { $offered } Fotos angeboten.
            }
    }
settings-folders-offered =
    { $offered ->
        [0] Noch nichts Neues gefunden.
        [one] Bisher { $offered } Foto angeboten.
       *[other] Bisher { $offered } Fotos angeboten.
    }

# Hereinholen.
settings-bring-in-about = Ein Export von Smilekeep, ein Tagebuch von Day One, ein Google Takeout, Tabellen von Baby Buddy oder ein Ordner voller Fotos und Filme. Was schon hier ist, wird nie verändert, und zweimal dasselbe fügt nichts hinzu.
settings-bring-in-looking = Sieht nach…
settings-bring-in-working = Läuft…
settings-bring-in-folder = Aus einem Ordner…
settings-bring-in-file = Aus einer Zip-Datei oder Tabelle…
settings-bring-in-for-whom = Für wen?
settings-bring-in-bring = Hereinholen
settings-bring-in-not-now = Jetzt nicht
settings-bring-in-export = Ein Smilekeep-Export, mit seinen Babys und allem, was er enthält
settings-bring-in-day-one = Ein Tagebuch von Day One: { $what }
settings-bring-in-takeout = Ein Google Takeout: { $what }
settings-bring-in-baby-buddy = Tabellen von Baby Buddy
settings-bring-in-words-only = nur Worte

# Das Tagebuch des anderen Elternteils.
settings-merge-about = Führen Sie beide ein Tagebuch? Wählen Sie den Ordner des anderen oder eine Sicherung davon. Was darin ist, kommt hierher: nichts doppelt, nichts verloren. Das andere bleibt, wie es ist, und nimmt Ihres auf dieselbe Weise auf.
settings-merge-choose = Anderes Tagebuch wählen…
settings-merge-other = Das andere Tagebuch
settings-merge-looking = Wird durchgesehen…
settings-merge-copying = Seine Fotos werden kopiert. Sie können inzwischen weitermachen.
settings-merge-waiting = Seine Fotos sind da. Die Worte folgen, sobald nichts geschrieben wird: Verlassen Sie den Eintrag oder die Seite, die Sie offen haben.
settings-merge-writing = Seine Worte kommen herein…
settings-merge-same-baby = { $name } ist in beiden dasselbe Baby.
settings-merge-other-name = { $name } heißt hier { $here }.
settings-merge-another-baby = Ein anderes Baby
settings-merge-who = Wer ist dort { $name }, geboren am { $born }?
settings-merge-comes = Was kommt
settings-merge-to-copy =
    { $count ->
        [one] { $count } Original zu kopieren, { $megabytes } MB.
       *[other] { $count } Originale zu kopieren, { $megabytes } MB.
    }
settings-merge-bring = Hereinholen
settings-merge-all-right = In Ordnung
settings-merge-not-now = Jetzt nicht
