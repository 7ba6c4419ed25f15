# Die Seite, die das Telefon öffnet, was ihr Skript sagt, und was der Computer ablehnt.

phone-page-title = Fotos für das Tagebuch
phone-page-tab = Fotos für das Tagebuch – Smilekeep
phone-page-lead = Sie gehen über Ihr WLAN geradewegs auf Ihren Computer und warten dort, bis Sie sie aufnehmen. Auf dem Telefon ändert sich nichts.
phone-page-needs-script = Diese Seite braucht JavaScript, um Fotos zu senden. Bitte erlauben Sie es für diese Adresse in den Einstellungen des Browsers.
phone-page-choose = Fotos und Filme auswählen
phone-page-choose-others = Andere auswählen
phone-page-as-many = So viele Sie möchten.
phone-page-note = Eine Notiz dazu, wenn Sie mögen
phone-page-note-hint = Gleich nach dem Bad …
phone-page-send = Senden
phone-page-sending = Unterwegs
phone-page-send-more = Weitere senden
phone-page-list = Was gesendet wurde
phone-page-trust = Die Fotos gehen unverschlüsselt durch Ihr WLAN: Nutzen Sie diese Seite zu Hause, nicht im Café, Hotel oder Krankenhaus. Von hier aus lässt sich auf dem Computer nichts lesen.

phone-page-photos =
    { $form ->
        [one] { $count } Foto
       *[other] { $count } Fotos
    }
phone-page-films =
    { $form ->
        [one] { $count } Film
       *[other] { $count } Filme
    }
phone-page-photos-and-films = { $photos } und { $films }
phone-page-sending-things = Unterwegs: { $things }
phone-page-send-things = { $things } senden
phone-page-of = { $done } von { $all }
phone-page-chosen = { $things }, { $size }
phone-page-closed = Der Computer hat diese Seite geschlossen. Lassen Sie sich dort für die übrigen einen neuen Code zeigen.
phone-page-lost = Der Computer antwortet nicht. Es geht von selbst weiter, sobald beide im WLAN sind und das Fenster auf dem Computer offen ist.
phone-page-found = Da ist er wieder. Es geht weiter.
phone-page-waits = wartet
phone-page-unreadable = Das Telefon konnte es nicht lesen. Wählen Sie es noch einmal aus.
phone-page-not-taken = Der Computer nimmt es nicht an.
phone-page-could-not-take = Der Computer konnte es nicht annehmen.
phone-page-known = schon da
phone-page-sent = gesendet
phone-page-not-sent = nicht gesendet
phone-page-keep-open = Lassen Sie diese Seite offen, bis alle da sind.
phone-page-no-more = Ein Code nimmt nicht mehr Dateien an. Senden Sie die übrigen mit einem neuen Code.
phone-page-ends = Hier endet es
phone-page-some-are-there = { $sent } von { $all } sind auf dem Computer
phone-page-all-are-there = Alle sind auf dem Computer
phone-page-they-wait = Dort warten sie, bis Sie sie ins Tagebuch aufnehmen. Sie können diese Seite schließen.
phone-page-none = Keines ließ sich annehmen. In der Liste steht, warum.
phone-page-minutes =
    { $form ->
        [one] Dieser Code nimmt noch eine Minute lang neue Fotos an.
       *[other] Dieser Code nimmt noch { $count } Minuten lang neue Fotos an.
    }
phone-page-time-up = Die Zeit dieses Codes ist um. Lassen Sie sich für weitere Fotos am Computer einen neuen zeigen.

phone-page-does-not-open = Dieser Code öffnet nichts
phone-page-other-host = Diese Adresse gehört zu einer anderen Seite.
phone-page-other-origin = Fotos werden nur von der Seite selbst angenommen.
phone-page-nothing-scan = Hier ist nichts. Scannen Sie den Code am Computer noch einmal.
phone-page-nothing = Hier ist nichts.
phone-page-other-phone = Ein anderes Telefon benutzt diesen Code schon. Lassen Sie sich am Computer einen neuen zeigen, und scannen Sie diesen.
phone-page-code-time-up = Die Zeit dieses Codes ist um. Lassen Sie sich am Computer einen neuen zeigen, und scannen Sie diesen.
phone-page-no-list = Das ist keine Liste von Dateien.
phone-page-no-piece = Das ist kein Stück einer Datei.
phone-page-not-announced = Diese Datei wurde nicht angekündigt.
phone-page-went-wrong = Auf dem Computer ist etwas schiefgegangen.
phone-page-too-much = Das ist zu viel auf einmal.
phone-page-too-slow = Das hat zu lange gedauert. Ist das Telefon noch im WLAN?
phone-page-connection-lost = Die Verbindung ging verloren.
phone-page-not-written = „{ $name }“ ließ sich auf dem Computer nicht schreiben: { $reason }.
phone-page-not-kept = Es ließ sich auf dem Computer nicht bewahren: { $reason }.
phone-page-not-begun = Die Zeit dieses Codes ist um, deshalb wurde „{ $name }“ nicht begonnen. Lassen Sie sich am Computer einen neuen zeigen.
phone-page-empty = „{ $name }“ ist leer.
phone-page-too-large = „{ $name }“ ist größer als { $gigabytes } GB. Kopieren Sie es mit einem Kabel auf den Computer.
phone-page-most-files = Ein Code nimmt { $files } Dateien an. Lassen Sie sich für die übrigen am Computer einen neuen zeigen.
phone-page-most-bytes = Ein Code nimmt { $gigabytes } GB an. Lassen Sie sich für das Übrige am Computer einen neuen zeigen.
phone-page-wrong-kind = „{ $name }“ ist { $kind }. Angenommen werden Fotos, zum Beispiel JPEG und HEIC, und Filme als MP4 oder MOV.
phone-page-no-photo = „{ $name }“ ist weder ein Foto noch ein Film.

phone-page-wifi = WLAN
phone-page-cable = Kabel oder WLAN
phone-page-inner = In diesem Computer
phone-page-network = Netzwerk
phone-page-not-home = { $address } ist keine Adresse in einem Heimnetz, deshalb wird dort keine Seite für das Telefon geöffnet.
phone-page-not-bound = Unter { $address } lässt sich keine Seite für das Telefon öffnen: { $reason }. Prüfen Sie, ob dieser Computer in Ihrem WLAN ist.
phone-page-not-opened = Es lässt sich keine Seite für das Telefon öffnen: { $reason }.
phone-page-link-too-long = Der Link ist zu lang für einen Code
