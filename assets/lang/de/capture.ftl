# Fotos hereinholen: Fehler, Berichte, Kameras, beobachtete Ordner.
