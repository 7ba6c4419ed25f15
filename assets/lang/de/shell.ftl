# Der Rahmen um die Ansichten, was über ihnen liegt, und alles, was mit Tasten
# geht.

# Die Seite des Fensters.
shell-nav-memories = Erinnerungen
shell-nav-milestones = Meilensteine
shell-nav-keepsake = Erinnerungsseite
shell-nav-settings = Einstellungen
shell-nav-waiting = Wartet
shell-nav-waiting-count =
    { $count ->
        [one] Wartet, { $count } Foto
       *[other] Wartet, { $count } Fotos
    }
shell-nav-add = Fotos hinzufügen…
shell-nav-shoot = Foto aufnehmen
shell-nav-phone = Vom Handy…
shell-nav-write = Neuer Eintrag
shell-nav-babies = Babys hinzufügen oder ändern…

# Während Dateien über dem Fenster schweben.
shell-drop-read-only = Diese Bibliothek lässt sich nur ansehen
shell-drop-entry = Loslassen, um es zu diesem Eintrag zu legen
shell-drop-milestone = Loslassen, um es zu diesem Meilenstein zu legen
shell-drop-journal = Loslassen, um es im Tagebuch von { $name } zu bewahren
shell-drop-no-baby = Zuerst ein Baby anlegen, dann die Fotos

# Was gerade läuft.
shell-tray-aside = Beiseitelegen, während es weiterläuft
shell-tray-percent = { $task }: { $percent } %
shell-tray-many =
    { $count ->
        [one] { $count } Vorgang läuft
       *[other] { $count } Vorgänge laufen
    }
shell-tray-show = Zeigen: { $words }

# Was das Fenster selbst zu sagen hat.
shell-copied = Das Foto ist in der Zwischenablage, ohne Datum, Ort und Kamera.
shell-no-threads = Das System gibt keine weiteren Abläufe her ({ $error }). Schließen Sie andere Programme und versuchen Sie es noch einmal.
shell-close-again = { $sentence } Schließen Sie das Fenster noch einmal, um trotzdem zu gehen.
shell-no-dialog = Der Dateidialog des Systems ist nicht aufgegangen. { $advice } Unter Debian bringt ihn das Paket xdg-desktop-portal-gtk mit.
shell-no-dialog-library = Starten Sie Smilekeep stattdessen mit dem Ordner: smilekeep --library ORDNER.
shell-no-dialog-watch = Beobachten Sie den Ordner stattdessen von einem Terminal aus: smilekeep watch add ORDNER.
shell-no-dialog-merge = Führen Sie die Tagebücher stattdessen von einem Terminal aus zusammen: smilekeep merge ORDNER.
shell-no-dialog-backup = Sichern Sie stattdessen von einem Terminal aus: smilekeep backup to ORDNER.
shell-no-dialog-import = Holen Sie es stattdessen von einem Terminal aus herein: smilekeep import ORDNER.
shell-no-dialog-picture = Ziehen Sie ein Bild auf dieses Fenster, oder fügen Sie eines ein, das Sie in der Dateiverwaltung kopiert haben.
shell-first-file = Dieses Bild ist noch keine Datei. Speichern Sie es zuerst, und ziehen Sie es dann hierher.
shell-no-dialog-photos = Ziehen Sie die Fotos stattdessen auf dieses Fenster, oder fügen Sie sie ein.
shell-no-dialog-saving = Der Dateidialog des Systems ist nicht aufgegangen, darum kommt dies nach „{ $folder }“.
shell-dialog-still-open = Der Dateidialog ist noch offen, vielleicht hinter diesem Fenster. Drücken Sie noch einmal, um ohne ihn weiterzumachen.

clipboard-refused = Das Foto ließ sich nicht in die Zwischenablage legen ({ $error }). „Kopie speichern“ macht stattdessen eine Datei.
clipboard-empty = In der Zwischenablage ist kein Foto. Kopieren Sie zuerst ein Bild oder eine Fotodatei, und fügen Sie es dann ein.
clipboard-unread = Die Zwischenablage ließ sich nicht lesen ({ $error }). Ziehen Sie das Foto stattdessen auf das Fenster.
clipboard-bad-picture = Das Bild in der Zwischenablage ließ sich nicht lesen. Speichern Sie es als Datei, und ziehen Sie diese auf das Fenster.
clipboard-picture-name = Eingefügtes Bild

reveal-no-manager = Es wurde kein Programm gefunden, das es in einem Ordner zeigt. Es liegt hier: { $path }
reveal-no-program = Es wurde kein Programm gefunden, das es öffnet. Es liegt hier: { $path }

# Die Dialoge des Systems.
dialog-photos-and-films = Fotos und Filme
dialog-all-files = Alle Dateien
dialog-add-photos = Fotos hinzufügen
dialog-picture = Bild wählen
dialog-open-library = Bibliothek öffnen
dialog-new-library = Leeren Ordner wählen
dialog-backup = Ordner auf einem anderen Laufwerk wählen
dialog-watch = Ordner wählen, in den Fotos kommen
dialog-other-journal = Ordner des anderen Tagebuchs oder einer Sicherung davon wählen
dialog-export-folder = Wählen, wohin alles soll
dialog-export-zip = Alles mitnehmen
dialog-zip = Zip-Archiv
dialog-import-folder = Ordner zum Hereinholen wählen
dialog-tables = Archive und Tabellen
dialog-import-file = Datei zum Hereinholen wählen
dialog-copies = Ordner für die Kopien wählen
dialog-picture-kind = Bild
dialog-save-page = Seite speichern
dialog-save-book = Buch speichern
dialog-save-film = Film speichern
dialog-film-kind = Film
dialog-save-copy = Kopie speichern

# Der erste Start.
welcome-title = Ein Platz für das Lächeln
welcome-about = Fotos vom Lächeln im Schlaf und die Worte dazu, aufbewahrt auf diesem Computer und nirgends sonst.
welcome-name = Wie heißt das Baby?
welcome-name-hint = Jeder Name, in jeder Schrift
welcome-name-missing = Bitte schreiben Sie einen Namen. Sie können ihn später ändern.
welcome-birth = Tag der Geburt
welcome-birth-missing = Bitte geben Sie den Tag der Geburt an; von ihm an wird das Alter gezählt.
welcome-birth-to-come = Dieser Tag kommt erst noch. Bitte prüfen Sie den Tag der Geburt.
welcome-due = Errechneter Termin, freiwillig
welcome-choose-picture = Bild wählen…
welcome-another-picture = Anderes Bild…
welcome-no-picture = Kein Bild
welcome-begin = Tagebuch beginnen
welcome-folder = Alles liegt in { $folder }
welcome-elsewhere = Anderswo aufbewahren…
welcome-open = Bibliothek öffnen…

# Die Bibliothek ließ sich nicht öffnen.
trouble-title = Das Tagebuch ist nicht aufgegangen
trouble-repairing = Das Tagebuch wird wieder zusammengesetzt…
trouble-repair = Tagebuch reparieren
trouble-again = Noch einmal versuchen
trouble-open = Andere Bibliothek öffnen…
trouble-show = Ordner zeigen

# Bevor sehr viele Einträge in den Papierkorb kommen.
brake-title = Sollen { $count } Einträge in den Papierkorb?
brake-all = Das sind alle Einträge dieses Tagebuchs. Sie bleiben 30 Tage im Papierkorb, und Sie können es rückgängig machen.
brake-some = Das sind { $count } von { $all } Einträgen. Sie bleiben 30 Tage im Papierkorb, und Sie können es rückgängig machen.
brake-keep = Behalten
brake-sure = In den Papierkorb

# Was aus dem Hinzufügen oder einer Prüfung wurde.
report-set-aside = Beschädigte Dateien werden beiseitegelegt, nicht gelöscht.
report-all-sound = Jedes Original wurde noch einmal gelesen und ist genau so, wie es aufbewahrt wurde.
report-heal = Aus der Sicherung zurückholen
report-not-now = Jetzt nicht
report-done = In Ordnung
report-crash-title = Was beim letzten Mal geschah
report-crash-about = Smilekeep hat sich von selbst geschlossen. Ihre Fotos und Worte sind sicher. Dies wurde aufgeschrieben, damit sich die Ursache finden lässt. Es ist eine Datei auf diesem Computer und wird nie von selbst verschickt; wenn Sie möchten, kopieren Sie es und schicken es jemandem, der helfen kann.
report-crash-copy = Kopieren
report-crash-folder = Ordner zeigen
report-added =
    { $count ->
        [0] Es kamen keine neuen Fotos hinzu
        [one] { $count } Foto hinzugefügt
       *[other] { $count } Fotos hinzugefügt
    }
report-stopped = Was geschah
report-not-tried = Nicht versucht
report-not-tried-about =
    { $count ->
        [one] { $count } Foto wurde ausgelassen, weil angehalten wurde. Sie können es jederzeit wieder hinzufügen.
       *[other] { $count } Fotos wurden ausgelassen, weil angehalten wurde. Sie können sie jederzeit wieder hinzufügen.
    }
report-unreadable = Nicht lesbar
report-before-birth = Vor der Geburt datiert; bitte prüfen Sie die Uhr der Kamera
report-ends-early = Aufbewahrt, aber das Ende der Datei fehlt; kopieren Sie sie möglichst noch einmal vom Handy
report-doubtful = Hinzugefügt, aber das Datum ist zu prüfen
report-already-there = Schon im Tagebuch
report-not-all = Nicht alles
report-not-all-about = Es wurde angehalten. Was hereinkam, bleibt; holen Sie dasselbe noch einmal herein, und es geht dort weiter.
report-to-check = Hereingekommen; bitte prüfen
report-left-out = Ausgelassen
report-here-already = Schon hier

# Das Blatt der Tasten.
keys-title = Tasten
keys-close = Tasten schließen
keys-find = Mit { $keys } finden Sie alles, was sich tun lässt: Ein paar Buchstaben genügen.
keys-or = { $first } oder { $second }
keys-or-between = oder
keys-place-everywhere = Überall
keys-place-memories = Erinnerungen
keys-place-viewer = Beim Ansehen eines Fotos
keys-place-editor = Beim Bearbeiten
keys-place-crop = Beim Zuschneiden
keys-place-entry = In einem Eintrag
keys-place-camera = Beim Fotografieren
keys-place-milestones = Meilensteine
keys-place-keepsake = Erinnerungsseite
keys-place-inbox = Wartende Fotos
keys-place-settings = Einstellungen

# Wie es auf den Tasten steht.
key-ctrl = Strg
key-alt = Alt
key-shift = Umschalt
key-escape = Esc
key-enter = Eingabe
key-space = Leertaste
key-delete = Entf
key-home = Pos1
key-end = Ende
key-tab = Tab

# Was Hände tun, und was daraus wird.
hand-tab-what = Weiter zum Nächsten
hand-message-what = Zur neuesten Meldung, etwa zu ihrem „Rückgängig“
hand-drop = Fotos hereinziehen
hand-drop-what = Ins Tagebuch aufnehmen
hand-ctrl-wheel = Strg + Mausrad
hand-ctrl-wheel-what = Bilder größer oder kleiner
hand-wheel = Mausrad
hand-wheel-what = Heran an die Stelle unter dem Zeiger
hand-double-click = Doppelklick
hand-double-click-size = 100 % oder das ganze Foto
hand-space-what = Foto wählen, oder nicht mehr
hand-shift-click = Umschalt + Klick
hand-shift-click-what = Alle bis dorthin wählen
hand-double-click-larger = Größer ansehen; ← → blättern
hand-ctrl-a = Strg + A
hand-ctrl-a-what = Alle wählen
hand-keep-what = Gewählte behalten
hand-delete = Entf
hand-delete-what = Gewählte ablehnen
hand-arrows-what = Regler um fünf verschieben
hand-shift-arrows = Umschalt + ← →
hand-shift-arrows-what = Regler um eins verschieben
hand-pages = Bild auf, Bild ab
hand-pages-what = Regler um ein Viertel verschieben
hand-double-click-rest = Regler zurück in die Ruhelage
hand-frame-what = Rahmen verschieben
hand-frame-size = Umschalt + ← ↑ → ↓
hand-frame-size-what = Rahmen größer oder kleiner

# Die Befehlssuche.
palette-hint = Was möchten Sie tun?
palette-list = Was Sie tun können
palette-baby = Tagebuch von { $name } zeigen
palette-nothing = Hier heißt nichts „{ $words }“.

# Alles, was sich tun lässt, und andere Wörter, unter denen man es sucht.
deed-find = Befehl suchen…
deed-add-photos = Fotos hinzufügen…
deed-add-photos-also = importieren öffnen dateien bilder aufnehmen
deed-from-phone = Fotos vom Handy…
deed-from-phone-also = wlan wifi qr-code smartphone telefon iphone android senden hochladen
deed-from-monitor = Standbild von einem Babyphone…
deed-from-monitor-also = netzwerk kamera ip webcam mjpeg schnappschuss wlan kinderzimmer
deed-paste = Foto einfügen
deed-paste-also = zwischenablage
deed-new-entry = Neuer Eintrag ohne Foto
deed-new-entry-also = schreiben notiz
deed-go-memories = Zu den Erinnerungen
deed-go-memories-also = galerie alle fotos gehen
deed-go-milestones = Zu den Meilensteinen
deed-go-milestones-also = erstes mal geschichte gehen
deed-go-keepsake = Zur Erinnerungsseite
deed-go-keepsake-also = drucken monat pdf gehen
deed-go-inbox = Zu den wartenden Fotos
deed-go-inbox-also = eingang neu handy ordner karte annehmen gehen
deed-go-settings = Zu den Einstellungen
deed-go-settings-also = optionen sprache papierkorb babys gehen
deed-back-up = Jetzt sichern
deed-back-up-also = backup sicherung laufwerk kopie festplatte
deed-take-out = Alles mitnehmen…
deed-take-out-also = exportieren zip ordner verlassen json csv html
deed-bring-in = Vorhandenes hereinholen…
deed-bring-in-also = importieren day one google takeout baby buddy zusammenführen ordner zip
deed-full-screen = Vollbild oder wieder Fenster
deed-full-screen-also = maximieren groß
deed-larger = Alles größer
deed-smaller = Alles kleiner
deed-size-also = zoom schrift text größe oberfläche
deed-normal-size = Alles in normaler Größe
deed-normal-size-also = zoom schrift text oberfläche 100
deed-night = Nachtlicht
deed-night-also = aussehen thema gedimmt warm schlafen
deed-dark = Dunkles Aussehen
deed-dark-also = thema dämmerung design
deed-light = Helles Aussehen
deed-light-also = thema tag design
deed-like-system = Aussehen wie dieser Computer
deed-like-system-also = thema system automatisch design
deed-keys = Alle Tasten zeigen
deed-keys-also = tastenkürzel tastatur hilfe
deed-newer = Neueres Foto
deed-newer-also = voriges davor zurück
deed-older = Älteres Foto
deed-older-also = nächstes danach weiter
deed-newest = Das neueste Foto
deed-newest-also = erstes
deed-oldest = Das älteste Foto
deed-oldest-also = letztes
deed-favourite = Liebling, oder nicht mehr
deed-favourite-also = herz stern favorit
deed-edit = Foto bearbeiten
deed-edit-also = heller licht farbe zuschneiden
deed-open-entry = Eintrag öffnen
deed-open-entry-also = notiz schreiben worte
deed-about = Über dieses Foto
deed-about-also = informationen kamera größe datum
deed-actual-size = Jedes Pixel des Fotos (100 %)
deed-actual-size-also = zoom originalgröße voll
deed-fit = Das ganze Foto
deed-fit-also = zoom einpassen
deed-closer = Näher heran
deed-closer-also = zoom vergrößern größer
deed-farther = Weiter weg
deed-farther-also = zoom verkleinern kleiner
deed-save-copy = Kopie speichern…
deed-save-copy-also = exportieren teilen senden datei
deed-copy-photo = Foto kopieren
deed-copy-photo-also = zwischenablage teilen
deed-open-original = Original in anderem Programm öffnen
deed-open-original-also = extern app datei abspielen film video
deed-show-original = Original in seinem Ordner zeigen
deed-show-original-also = dateimanager wo
deed-undo = Rückgängig
deed-undo-also = zurück schritt
deed-redo = Wiederholen
deed-redo-also = vorwärts schritt
deed-auto = Gutes Licht von selbst
deed-auto-also = automatik verbessern heller licht dunkel
deed-crop = Zuschneiden und begradigen…
deed-crop-also = ausschnitt zuschnitt geraderücken horizont
deed-turn-right = Nach rechts drehen
deed-turn-right-also = rotieren uhrzeigersinn
deed-turn-left = Nach links drehen
deed-turn-left-also = rotieren
deed-mirror = Spiegeln
deed-mirror-also = waagerecht links rechts umdrehen
deed-flip = Umklappen
deed-flip-also = auf den kopf spiegeln senkrecht oben unten umdrehen
deed-compare = Halten: das Original sehen
deed-split = Aufnahme und Bearbeitung nebeneinander
deed-split-also = vorher nachher vergleichen geteilt
deed-copy-edits = Bearbeitung kopieren
deed-paste-edits = Bearbeitung einfügen
deed-edits-also = licht farbe aussehen
deed-reset = Alles zurücksetzen
deed-reset-also = bearbeitung original wie aufgenommen entfernen
deed-keep-crop = Diesen Zuschnitt behalten
deed-keep-crop-also = fertig anwenden
deed-leave-crop = Zuschnitt lassen, wie er war
deed-leave-crop-also = abbrechen
deed-back = Zurück
deed-back-also = schließen fertig verlassen

deed-take-photo = Mit der Kamera fotografieren
deed-take-photo-also = webcam foto aufnehmen bild schnappschuss
deed-shoot = Auslösen oder abbrechen
deed-shoot-also = foto aufnehmen auslöser selbstauslöser timer anhalten
deed-keep-shots = Gewählte Fotos behalten
deed-keep-shots-also = speichern tagebuch
deed-throw-away = Diese Fotos wegwerfen
deed-throw-away-also = verwerfen entfernen
deed-timer = Anderer Selbstauslöser
deed-timer-also = sekunden countdown
deed-burst = Fünf Fotos auf einmal, oder eines
deed-burst-also = serie serienbild schärfstes
deed-stillness = Auf Stillhalten warten, oder nicht mehr
deed-stillness-also = automatisch bewegung von selbst
deed-camera-mirror = Bild wie im Spiegel zeigen
deed-camera-mirror-also = spiegeln
deed-quiet = Leise: alles gedimmt, oder wie zuvor
deed-quiet-also = nacht dunkel still
