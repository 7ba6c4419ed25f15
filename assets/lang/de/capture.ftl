# Fotos hereinholen: Fehler, Berichte, Kameras, beobachtete Ordner.
camera-none = Es wurde keine Kamera gefunden. Schließen Sie eine an, oder fügen Sie Fotos vom Handy oder aus einem Ordner hinzu.
camera-busy = Ein anderes Programm benutzt „{ $name }“. Schließen Sie es (vielleicht ein Videoanruf), dann kommt das Bild von selbst.
camera-forbidden = Dieser Computer lässt Sie „{ $name }“ nicht benutzen. Bitten Sie, wer sich um den Computer kümmert, Sie in die Gruppe „video“ aufzunehmen, und melden Sie sich dann neu an.
camera-forbidden-windows = Windows lässt Smilekeep „{ $name }“ nicht benutzen. Öffnen Sie in den Windows-Einstellungen „Datenschutz und Sicherheit“, dann „Kamera“, und erlauben Sie sie für Desktop-Apps. Das Bild kommt dann von selbst.
camera-forbidden-mac = macOS lässt Smilekeep „{ $name }“ nicht benutzen. Öffnen Sie in den Systemeinstellungen „Datenschutz & Sicherheit“, dann „Kamera“, und schalten Sie Smilekeep ein. Starten Sie Smilekeep danach noch einmal.
camera-asking = Dieser Computer fragt gerade, ob Smilekeep die Kamera benutzen darf. Antworten Sie dort, dann kommt das Bild von selbst.
camera-gone = „{ $name }“ wurde abgezogen oder ausgeschaltet. Schließen Sie sie wieder an, dann kommt das Bild zurück. Schon aufgenommene Fotos bleiben.
camera-silent = „{ $name }“ sendet kein Bild. Ziehen Sie sie ab, warten Sie einen Moment und stecken Sie sie wieder an.
camera-unsuitable = „{ $name }“ sendet eine Art von Bild, die Smilekeep nicht lesen kann. Wählen Sie eine andere Kamera, oder fügen Sie Fotos aus einem Ordner hinzu.
camera-not-here = Auf diesem System kann Smilekeep die Kamera noch nicht benutzen. Fügen Sie stattdessen Fotos vom Handy oder aus einem Ordner hinzu.
camera-failed = „{ $name }“ funktioniert nicht ({ $reason }). Ziehen Sie sie ab, stecken Sie sie wieder an und versuchen Sie es noch einmal.
camera-pictures-from = Bilder aus { $path }
camera-part-frame = ein Bild kam nur zum Teil
camera-name = Kamera
stillness-low = Nur deutliche Bewegung
stillness-normal = Ein Gesicht, das sich regt
stillness-high = Die kleinste Bewegung
stillness-restless = Wartet auf Stille
stillness-calm = Alles ist still. Wartet auf eine kleine Bewegung
stillness-stirring = Etwas hat sich bewegt. Wartet wieder auf Stille
stillness-resting = Aufgenommen. Eine kurze Pause

# Aufgenommene Fotos.
recovered-photo = Wiedergefundenes Foto
recovered-film = Wiedergefundener Film
intake-stopped = { $name } wurde nicht hinzugefügt: Sie haben es angehalten
given-changed = { $name }: Die Datei ist nicht mehr so, wie sie exportiert wurde, und wurde deshalb ausgelassen.
inbox-found-again = Foto vom Handy

# Beobachtete Ordner.
watch-file-unreadable = „{ $path }“ konnte nicht gelesen werden: { $error }.
watch-folder-unreadable = „{ $path }“ konnte nicht geöffnet werden: { $error }.
watch-library-inside = In „{ $path }“ liegt eine Bibliothek von Smilekeep. Wählen Sie den Ordner, in den Ihr Handy oder Ihre Kamera schreibt.

# Kameras im Heimnetz.
netcam-https = Smilekeep spricht mit Kameras zu Hause nur über http. Die meisten antworten auch dort: Versuchen Sie die Adresse mit http:// am Anfang.
netcam-rtsp = Das ist die Adresse eines Filmstroms (rtsp). Die meisten Kameras haben auch eine für ein Einzelbild, die mit http:// beginnt; sie steht in der Anleitung.
netcam-not-http = Die Adresse einer Kamera beginnt mit http://.
netcam-no-address = Geben Sie die Adresse des Kamerabildes ein, etwa http://192.168.1.30/snapshot.jpg.
netcam-bad-address = Das ist keine Adresse einer Kamera. Sie sieht etwa so aus: http://192.168.1.30/snapshot.jpg.
netcam-not-home = „{ $at }“ ist nicht in Ihrem Heimnetz. Smilekeep spricht nur mit Kameras zu Hause; deren Adressen beginnen oft mit 192.168.
netcam-no-answer = Die Kamera unter { $at } antwortet nicht. Ist sie eingeschaltet und im selben Netz wie dieser Computer?
netcam-too-slow = Die Kamera unter { $at } hat zu lange gebraucht. Versuchen Sie es noch einmal, oder sehen Sie nach, ob ihr Bild sich anderswo bewegt.
netcam-needs-login = Die Kamera fragt nach Benutzer und Passwort.
netcam-wrong-login = Die Kamera nimmt diesen Benutzer und dieses Passwort nicht an.
netcam-no-picture = Die Kamera unter { $at } hat kein Bild gesendet ({ $what }). In ihrer Anleitung steht vielleicht eine andere Adresse für ein Einzelbild.
netcam-too-large = Die Kamera unter { $at } sendet mehr, als in ein Bild passt.
netcam-system = Die Kamera kann nicht gefragt werden: { $cause }.
netcam-odd-password = sie fragt nach einer Art von Passwort, die Smilekeep nicht kennt
netcam-not-found = sie kennt diese Adresse nicht
netcam-not-allowed = sie erlaubt es nicht
netcam-redirect = sie verweist auf eine andere Seite
netcam-nothing = es kam nichts
netcam-page = es kam eine Seite für den Browser
netcam-else = es kam etwas anderes
netcam-no-http = sie spricht kein HTTP: { $error }
netcam-status = sie antwortet { $status }
netcam-kind = es kam { $kind }
