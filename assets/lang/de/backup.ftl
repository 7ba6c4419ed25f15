# Eine Sicherung auf einem Server, und was wartet, in jeder Sicherung.

backup-tray-missing = die Datei vom Telefon ist nicht mehr da
backup-tray-damaged = die wartende Datei ist beschädigt
backup-file-damaged = { $name } ist beschädigt
backup-no-photos-name = „{ $name }“ ist kein Name eines Fotos

backup-server-stopped = Angehalten. Was schon gesendet ist, bleibt; die nächste Sicherung macht dort weiter.
backup-server-no-password = { $at } verlangt ein Passwort. Geben Sie es ein und versuchen Sie es noch einmal.
backup-server-login = { $at } nimmt diesen Namen und dieses Passwort nicht an. Bei Nextcloud, und überall, wo Sie sich mit einem zweiten Schritt anmelden, legen Sie in den Sicherheitseinstellungen Ihres Kontos ein App-Passwort an und nehmen Sie das.
backup-server-forbidden = { $at } lässt diesen Benutzer dort nicht schreiben. Wählen Sie einen anderen Ordner, oder fragen Sie, wer den Server betreut.
backup-server-no-answer = { $at } antwortet nicht. Sehen Sie nach, ob dieser Computer online ist und die Adresse stimmt, und versuchen Sie es noch einmal.
backup-server-cut = Die Verbindung zu { $at } ist immer wieder abgerissen. Was ganz angekommen ist, bleibt; versuchen Sie es später noch einmal, dann geht es dort weiter.
backup-server-slow = Zwischen diesem Computer und { $at } hat sich zu lange nichts bewegt. Was ganz angekommen ist, bleibt; versuchen Sie es später noch einmal, dann geht es dort weiter.
backup-server-certificate = { $at } konnte nicht beweisen, dass es { $at } ist ({ $why }). Es wurde nichts gesendet. Fragen Sie, wer den Server betreut; in einem Café oder Hotel versuchen Sie es zu Hause noch einmal.
backup-server-full = Auf { $at } ist kein Platz mehr. Was ganz angekommen ist, bleibt. Schaffen Sie dort Platz und versuchen Sie es noch einmal.
backup-server-too-large = { $at } nimmt so lange Dateien nicht an. Alles andere ist dort; bitten Sie, wer den Server betreut, längere Dateien zu erlauben.
backup-server-elsewhere = { $at } schickt zu einer anderen Adresse weiter. Melden Sie sich dort mit einem Browser an und kopieren Sie die Adresse des Ordners selbst.
backup-server-elsewhere-to = { $at } schickt zu { $to } weiter. Dem wird zur Sicherheit nicht gefolgt: Wenn das Ihr Server ist, geben Sie dessen Adresse ein.
backup-server-busy = { $at } hat gerade zu viel zu tun. Versuchen Sie es nachher noch einmal; es geht dort weiter, wo es aufgehört hat.
backup-server-clock = { $at } lehnt ab, weil die Uhr dieses Computers falsch geht. Stellen Sie sie und versuchen Sie es noch einmal.
backup-server-no-bucket = Diesen Bucket gibt es auf { $at } nicht. Legen Sie ihn dort zuerst an, oder sehen Sie nach, wie er geschrieben wird.
backup-server-not-home = { $at } ist nicht in Ihrem Heimnetz, und die Verbindung wäre nicht verschlüsselt. Geben Sie die Adresse mit https:// am Anfang ein.
backup-server-system = Der Server ist von hier nicht zu erreichen: { $why }. Versuchen Sie es nach einem Neustart von Smilekeep noch einmal.
backup-server-status = { $at } antwortet mit einem Fehler (Nummer { $code }). Versuchen Sie es später noch einmal; bleibt es so, fragen Sie, wer den Server betreut.
backup-server-strange = { $at } antwortet nicht wie ein Server für Dateien ({ $why }). Sehen Sie nach, ob die Adresse die eines WebDAV-Ordners oder von S3 ist.

backup-server-address-empty = Geben Sie die Adresse eines Ordners auf Ihrem Server ein, etwa https://cloud.example.org/remote.php/dav/files/anna/Smilekeep.
backup-server-address-none = Das ist keine Adresse eines Servers. Sie sieht aus wie https://cloud.example.org/remote.php/dav/files/anna/Smilekeep.
backup-server-address-page = Das ist die Adresse einer Seite für Menschen. Öffnen Sie in Nextcloud „Dateien“ und unten links die Einstellungen: Die WebDAV-Adresse dort ist die richtige. Hängen Sie den Namen eines Ordners an.
backup-server-address-scheme = Die Adresse eines Servers beginnt mit https://.
backup-server-address-http = Außerhalb Ihres Zuhauses ist nur https:// sicher. Geben Sie die Adresse mit https:// am Anfang ein.
backup-server-address-path = Im Namen des Ordners sind Punkte oder Zeichen, die woandershin führen. Nehmen Sie Buchstaben, Ziffern und Leerzeichen.
backup-server-address-bucket = Geben Sie den Namen des Buckets ein.
backup-server-address-key = Geben Sie die Kennung des Zugangsschlüssels ein.

backup-server-choose = Ein Server…
backup-server-another = Stattdessen ein Server…
backup-server-title = Sicherung auf einem Server
backup-server-about = Alles wird auf diesem Computer verschlossen, bevor es gesendet wird: Der Server bewahrt versiegelte Dateien und kann keine davon lesen. Er sieht, wie viele es sind, wie lang jede ist und wann sie kam.
backup-server-kind = Was für ein Server
backup-server-webdav = WebDAV, Nextcloud
backup-server-s3 = S3
backup-server-address = Adresse eines Ordners
backup-server-address-hint = https://cloud.example.org/remote.php/dav/files/anna/Smilekeep
backup-server-user = Benutzer
backup-server-password = Passwort
backup-server-endpoint = Adresse des Dienstes
backup-server-endpoint-hint = https://s3.example.org
backup-server-bucket = Bucket
backup-server-folder = Ordner darin (darf leer sein)
backup-server-region = Region (darf leer sein)
backup-server-key-id = Kennung des Zugangsschlüssels
backup-server-secret = Sein Geheimnis
backup-server-remember = Das Passwort im Schlüsselbund dieses Computers merken
backup-server-remember-about = Sonst wird nach jedem Start von Smilekeep danach gefragt.
backup-server-passphrase = Passphrase: vier Wörter oder mehr
backup-server-passphrase-again = Die Passphrase noch einmal
backup-server-passphrase-about = Ohne diese Passphrase kann niemand die Sicherung öffnen, auch wir nicht. Schreiben Sie sie auf und legen Sie sie zu Ihren wichtigen Sachen. Liegt in dem Ordner schon eine Sicherung, geben Sie deren Passphrase ein.
backup-server-passphrase-short = Diese Passphrase ist zu kurz, um jemanden abzuhalten. Nehmen Sie vier Wörter oder mehr, auf die niemand käme.
backup-server-passphrase-differs = Die beiden sind noch nicht gleich.
backup-server-not-encrypted = Die Verbindung zu { $at } ist nicht verschlüsselt. Ihre Fotos sind trotzdem versiegelt, das Passwort aber nicht: Nutzen Sie das nur in einem Heimnetz, dem Sie vertrauen.
backup-server-start = Auf diesen Server sichern
backup-server-restore = Eine Sicherung zurückholen…
backup-server-last = Letzte Sicherung auf einem Server
backup-server-its-password = Passwort des Servers
backup-server-its-password-about = Es wird gemerkt, bis Smilekeep geschlossen wird.
backup-server-no-keyring = Dieser Computer hat keinen Schlüsselbund, darum wird nach jedem Start nach dem Passwort gefragt.
backup-server-restored = { $photos ->
    [one] Ein Foto und alle Wörter sind wieder da, in einer eigenen Bibliothek in „{ $folder }“. „Andere Bibliothek öffnen…“ zeigt sie.
   *[other] { $photos } Fotos und alle Wörter sind wieder da, in einer eigenen Bibliothek in „{ $folder }“. „Andere Bibliothek öffnen…“ zeigt sie.
}
backup-server-restored-partly = Die Sicherung ist zurückgeholt, bis auf das, was beschädigt ist
backup-server-reminder = { $days ->
    [one] Die letzte Sicherung ist von gestern. Die neuen Fotos an den Server senden?
   *[other] Die letzte Sicherung ist { $days } Tage her. Die neuen Fotos an den Server senden?
}
backup-server-not-whole = Die Sicherung ist nicht vollständig, darum wurde nichts zurückgeholt
backup-server-restore-title = Einen leeren Ordner wählen
backup-server-restore-terminal = Holen Sie sie stattdessen in einem Terminal zurück: smilekeep backup restore --server ADRESSE --into ORDNER.
backup-server-password-wrong = Der Server nimmt diesen Namen und dieses Passwort nicht an.
