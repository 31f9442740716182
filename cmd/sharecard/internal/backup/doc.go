// Package backup saves a data folder while a server works in it.
//
// The backup is one tar file. Every SQLite file of the folder (*.db) is in it as
// it was at one moment; the server goes on reading and writing meanwhile. What
// else lies in the folder, the files of permanent cards and of uploaded covers, is
// written once and never changed, and is taken before the databases and once more
// after them: the backup may have a file more than the database knows of, which does
// no harm, and lacks one only if it was withdrawn meanwhile, or came and was replaced
// while the backup was written.
//
// # Backup
//
//	sharecard backup --data data -o sharecard-2024-05-01.tar
//
// The databases are looked through before they are taken. The file has another
// name until it is complete and on disk, so that half a backup is never taken for
// one, and a file that is there already is left alone. It holds articles that are
// not published yet: keep it as you keep the folder.
//
// # Restore
//
//	stop sharecard
//	mv data data.old
//	mkdir data && tar -xf sharecard-2024-05-01.tar -C data
//	start sharecard
//
// Never extract over a folder in use: files named like a database with -wal and
// -shm at the end belong to the old one and would damage the new one. Whatever
// was withdrawn after the backup must be withdrawn again.
//
// # Upgrade
//
// Make a backup, then start the new program: it brings each database to its own
// format in one transaction, or leaves it as it is and says why. An older program
// refuses a newer database by name; the way back is the backup.
package backup
