# Warum ein Foto oder Film nicht gelesen werden kann. Das meiste steht hinter dem Dateinamen und einem Doppelpunkt.
photo-empty = die Datei ist leer
photo-not-a-photo = das ist kein Foto, das dieses Programm lesen kann (es liest JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC, AVIF und Rohdaten von Kameras, und Filme als MP4 oder MOV)
photo-unsupported = das ist { $what }, und dieses Programm kann es nicht lesen; speichern Sie es als JPEG und nehmen Sie dieses
photo-unsupported-film = das ist { $what }, und dieses Programm kann es nicht lesen; speichern Sie es als MP4-Film und nehmen Sie diesen
photo-unsupported-sound = das ist { $what }, und dieses Programm kann es nicht lesen; nur Fotos und Filme werden aufbewahrt
photo-too-large = es ist zu groß: { $what }
photo-damaged = es ist beschädigt ({ $reason }); wenn Sie eine andere Kopie haben, versuchen Sie es mit dieser
photo-too-slow = das Lesen dauerte zu lange und wurde angehalten; öffnen Sie es in einem anderen Programm, speichern Sie es als JPEG und nehmen Sie dieses
photo-crashed = es ist so beschädigt, dass das Lesen ganz scheiterte; wenn Sie eine andere Kopie haben, versuchen Sie es mit dieser
photo-no-reader = der Teil des Programms, der solche Fotos liest, konnte nicht gestartet werden ({ $cause }); schließen Sie andere Programme und versuchen Sie es noch einmal
photo-not-a-file = das ist keine gewöhnliche Datei
original-missing = das Original fehlt in der Bibliothek
original-not-allowed = das Original ist da, aber Sie dürfen es nicht lesen
original-no-file = das Original ist keine gewöhnliche Datei mehr
original-unreadable = das Original konnte nicht gelesen werden ({ $cause })
vault-missing = das Original fehlt
vault-changed = das Original hat sich auf dem Datenträger verändert

# Was daran beschädigt ist; in Klammern.
damage-no-place = es sagt nicht, wo sein Bild ist
damage-few-pixels = das Bild hat weniger Bildpunkte, als es angibt
damage-no-picture = sein Bild fehlt
damage-tiles-large = seine Kacheln sind größer als jedes Foto
damage-part-missing = ein Teil des Bildes fehlt
damage-empty-picture = es ist kein Bild darin
damage-tile-depth = seine Kacheln haben verschiedene Farbtiefen
damage-ends-early = es endet zu früh
damage-nonsense = sein Inhalt ergibt keinen Sinn
damage-no-pixels = es hat keine Bildpunkte
damage-no-size = es sagt nicht, wie groß es ist
damage-tile = eine Kachel ergibt keinen Sinn
damage-part-no-picture = ein Teil davon ist kein Bild
damage-part-coding = ein Teil davon sagt nicht, wie er kodiert ist
damage-part-large = ein Teil davon ist größer, als er sein kann
damage-part-pixels = ein Teil davon hat weniger Bildpunkte, als er angibt
damage-tile-size = seine Kacheln sind verschieden groß
damage-profile = sein Farbprofil ist größer, als eines sein sollte
damage-mostly-missing = das meiste vom Bild fehlt
damage-no-jpeg = kein Bild darin
damage-rows = Zeilen fehlen
damage-size = seine Größe stimmt nicht
damage-film-index = der Teil, der sagt, wo seine Bilder sind, fehlt, wie bei einer abgebrochenen Aufnahme oder Kopie
damage-passes = es besteht aus { $count } Durchgängen, weit mehr als jedes Foto
damage-unprocessed = es konnte nicht bearbeitet werden

# Was daran zu groß ist.
large-memory = das Lesen bräuchte { $needed } MiB Speicher; höchstens { $most } gehen
large-sides = laut seinem Kopf ist es größer, als ein Foto sein kann
large-memory-limit = das Lesen bräuchte mehr als { $most } MiB Speicher ({ $limit })
kind-unusual = eine ungewöhnliche Art von { $format }-Bild ({ $kind })
large-pixels = { $width } × { $height } Bildpunkte; höchstens { $megapixels } Megapixel und { $side } Bildpunkte je Seite gehen
large-photo-file = ein Foto von mehr als { $most } MiB wird nicht gelesen
large-not-webp = { $width } × { $height } Bildpunkte ließen sich nicht als WebP schreiben ({ $error })
large-webp-side = höchstens 16.383 Bildpunkte je Seite
large-does-not-fit = { $width } × { $height } Bildpunkte passen nicht in ein { $format } ({ $reason })
large-no-jpeg = { $width } × { $height } Bildpunkte passen nicht in ein JPEG
large-film-index = sein Verzeichnis hat mehr als { $most } MiB, das braucht kein Film
large-film = ein Film von mehr als { $most } GiB wird nicht aufbewahrt; schneiden Sie den wichtigen Teil heraus und nehmen Sie diesen
film-unnamed = Film
large-helper-memory = das Lesen braucht mehr als { $most } MB Speicher; mit einer kleineren Kopie geht es vielleicht

# Arten von Dateien, mit Artikel.
kind-unusual-avif = eine ungewöhnliche Art von AVIF-Bild
kind-jpeg-arithmetic = ein JPEG mit arithmetischer Kodierung
kind-jpeg-lossless = ein verlustfreies JPEG
kind-jpeg-hierarchical = ein hierarchisches JPEG
kind-jpeg-12 = ein JPEG mit 12 Bit je Farbe
kind-jpeg-inks = ein JPEG mit vier Druckfarben
kind-jpeg-colours = ein JPEG mit anderen als drei Farben
kind-tga = ein TGA-Bild
kind-svg = eine SVG-Zeichnung
kind-jpeg-xl = ein JPEG-XL-Bild
kind-jpeg-2000 = ein JPEG-2000-Bild
kind-photoshop = ein Photoshop-Dokument
kind-gimp = ein GIMP-Dokument
kind-pdf = ein PDF-Dokument
kind-postscript = eine PostScript-Zeichnung
kind-windows-icon = ein Windows-Symbol
kind-windows-mouse-pointer = ein Windows-Mauszeiger
kind-apple-icon = ein Apple-Symbol
kind-blp-game-texture = eine BLP-Spieltextur
kind-dds-game-texture = eine DDS-Spieltextur
kind-qoi = ein QOI-Bild
kind-farbfeld = ein farbfeld-Bild
kind-openexr = ein OpenEXR-Bild
kind-radiance-hdr = ein Radiance-HDR-Bild
kind-sgi = ein SGI-Bild
kind-pbm = ein PBM-Bild
kind-pgm = ein PGM-Bild
kind-ppm = ein PPM-Bild
kind-pam = ein PAM-Bild
kind-pfm = ein PFM-Bild
kind-gimp-brush = ein GIMP-Pinsel
kind-old-microsoft-paint = ein altes Microsoft-Paint-Bild
kind-fits = ein FITS-Bild
kind-pcx = ein PCX-Bild
kind-fli-animation = eine FLI-Animation
kind-flc-animation = eine FLC-Animation
kind-video = ein Video
kind-zip-archive = ein ZIP-Archiv
kind-compressed-archive = ein gepacktes Archiv
kind-database = eine Datenbank
kind-unusual-heif = ein ungewöhnliches HEIF-Bild
kind-sound = eine Tonaufnahme
kind-film-piece = ein Stück eines Films

# Ein Datum, das nicht stimmen kann. $told ist, wo es stand, $used, was stattdessen gilt.
photo-date-doubtful =
    { $name }: { $told ->
        [satellite] die Satellitenzeit darin ist „{ $said }“
        [sidecar] die Begleitdatei sagt „{ $said }“
        [takeout] die Datei von Google Fotos daneben sagt „{ $said }“
        [file_date] die Datei trägt das Datum „{ $said }“
       *[camera] das Datum darin ist „{ $said }“
    }, was nicht stimmen kann; { $used ->
        [camera] es gilt ein anderes Datum im Foto
        [satellite] es gilt die Satellitenzeit im Foto
        [sidecar] es gilt das Datum in der Begleitdatei
        [takeout] es gilt das Datum in der Datei von Google Fotos
        [file_name] es gilt das Datum im Dateinamen
        [file_date] es gilt das Datum der Datei
       *[added] es steht bei der Zeit, zu der es hinzukam
    }. Bitte prüfen Sie es.
