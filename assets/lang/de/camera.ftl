# Die Kamera, ein Bild vom Babyfon, Fotos vom Handy.

camera-view-peek = Ein Foto, das auf Ihre Wahl wartet
camera-view-sees = Was die Kamera sieht
camera-view-off = Die Kamera ist aus.
camera-view-moment = Einen Moment…
camera-view-trouble = Kein Bild von der Kamera
camera-view-try-again = Noch einmal versuchen
camera-view-add-photos = Fotos hinzufügen…

camera-view-back = Zurück
camera-view-title-entry = Ein Foto für diesen Eintrag aufnehmen
camera-view-title = Ein Foto aufnehmen
camera-view-resting = Solange das Fenster nicht zu sehen ist, ist die Kamera aus.
camera-view-no-picture = Kein Bild
camera-view-looking = Die Kamera wird gesucht…

camera-view-throw-away = Verwerfen
camera-view-keep = Behalten
camera-view-sharpest = am schärfsten
camera-view-keep-photos =
    { $count ->
        [one] { $count } Foto behalten
       *[other] { $count } Fotos behalten
    }
camera-view-shot = Foto { $number }
camera-view-shot-sharpest = Foto { $number }, das schärfste

camera-view-stop-timer = Den Selbstauslöser anhalten
camera-view-shoot-five = Fünf Fotos aufnehmen
camera-view-shoot = Ein Foto aufnehmen
camera-view-timer-off = Selbstauslöser: aus
camera-view-timer-3 = Selbstauslöser: 3 Sekunden
camera-view-timer-10 = Selbstauslöser: 10 Sekunden
camera-view-burst = 5 Fotos
camera-view-burst-hint = Fünf Fotos auf einmal, um das schärfste zu wählen
camera-view-mirror = Spiegel
camera-view-mirror-hint = Das Bild wie in einem Spiegel zeigen; Fotos bleiben, wie sie sind
camera-view-stillness = Ruhe
camera-view-stillness-hint = Nimmt von selbst ein Foto auf: wenn alles ruhig war, sich etwas ein wenig bewegt hat und alles wieder ruhig ist. Gesehen wird Bewegung, kein Lächeln
camera-view-quiet = Leise
camera-view-quiet-hint = Leise: alles gedimmt, nichts blitzt. Die Kamera macht nie ein Geräusch
camera-view-menu-hint = Kamera und Größe der Fotos
camera-view-menu = Kamera
camera-view-size = Größe der Fotos
camera-view-sensitivity = Ruhe achtet auf
camera-view-stillness-honest = Gemessen wird Bewegung. Was ein Lächeln ist, weiß das Programm nicht.

camera-view-monitor = Vom Babyfon…
netcam-dialog-title = Vom Babyfon
netcam-dialog-no-keyring = Auf diesem Computer ist kein Schlüsselbund offen, deshalb wird jedes Mal nach dem Passwort gefragt.
netcam-dialog-about = Ein Babyfon oder eine andere Kamera in Ihrem Heimnetz, die ihr Bild in einem Browser zeigt. Ihre Anleitung nennt die Adresse eines Einzelbilds (Snapshot) oder eines MJPEG-Streams.
netcam-dialog-address = Adresse
netcam-dialog-user = Benutzer
netcam-dialog-wrong-login = Die Kamera nimmt diesen Benutzer mit diesem Passwort nicht an.
netcam-dialog-password = Passwort
netcam-dialog-password-about = Es wird im Schlüsselbund des Systems aufbewahrt, wo es einen gibt, und sonst nirgends.
netcam-dialog-asking = Die Kamera wird abgefragt…
netcam-dialog-keep = Behalten
netcam-dialog-again = Noch einmal
netcam-dialog-take = Bild aufnehmen

phone-dialog-trust = Die Fotos reisen unverschlüsselt durch Ihr Netz: Benutzen Sie das zu Hause, nicht in einem Café, einem Hotel oder einer Klinik. Nur das erste Handy, das den Link öffnet, kann senden; zu lesen gibt es dort nichts, und mit diesem Fenster schließt sich auch die Seite.
phone-dialog-title = Fotos vom Handy
phone-dialog-opening = Eine Seite für das Handy wird geöffnet…
phone-dialog-connected = Das Handy ist da. Was es sendet, wartet hier auf Ihr Wort, bevor es ins Tagebuch kommt.
phone-dialog-step-1 = Öffnen Sie auf dem Handy die Kamera, und richten Sie sie auf den Code.
phone-dialog-step-2 = Tippen Sie auf den Link, wählen Sie Fotos, und senden Sie sie.
phone-dialog-step-3 = Die Fotos warten hier, bis Sie sie ins Tagebuch übernehmen.
phone-dialog-type = Oder geben Sie auf dem Handy ein:
phone-dialog-code = Code mit dem Link für das Handy; der Link steht in Buchstaben daneben
phone-dialog-network = Das Netz, in dem das Handy ist
phone-dialog-nothing = Es wurde noch nichts gesendet.
phone-dialog-on-their-way = Fotos sind unterwegs
phone-dialog-time-up = Die Zeit ist um; was begonnen hat, darf noch fertig werden.
phone-dialog-stop = Anhalten
phone-dialog-close = Schließen
phone-dialog-done = Fertig
phone-dialog-try-again = Noch einmal versuchen
phone-dialog-new-code = Neuer Code
phone-dialog-new-code-other = Neuer Code für ein anderes Handy
phone-dialog-ended = Die Seite ist geschlossen.
phone-dialog-ended-time = Die Zeit dieses Codes ist um, und die Seite ist geschlossen. Für weitere Fotos machen Sie einen neuen Code.
phone-dialog-ended-guesses = Jemand hat versucht, den Link zu erraten, deshalb wurde die Seite geschlossen. Hereingekommen ist nichts davon. Wenn Sie das nicht waren, hat Ihr WLAN vielleicht andere Gäste.
phone-dialog-firewall = Öffnet sich die Seite nicht? Das Handy muss im selben WLAN sein, nicht in dessen Gastnetz, und eine Firewall auf diesem Computer muss den Port { $port } durchlassen.
phone-dialog-came =
    { $count ->
        [0] Es ist noch kein neues Foto gekommen.
        [one] { $count } Foto wartet auf Sie.
       *[other] { $count } Fotos warten auf Sie.
    }
phone-dialog-known =
    { $count ->
        [one] { $count } war schon da.
       *[other] { $count } waren schon da.
    }
phone-dialog-left = Für neue Fotos: noch { $time }
