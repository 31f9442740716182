package main

import (
	"context"
	"errors"
	"fmt"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/backup"
)

// backupCommand saves the data folder while a server works in it. Package backup
// says how to restore one, and how to upgrade.
type backupCommand struct {
	Data   string `default:"./data" type:"existingdir" help:"Folder that a server was started with." placeholder:"DIR"`
	Output string `short:"o" required:"" type:"path" help:"File to write, a tar archive; it must not exist yet." placeholder:"FILE"`
}

// Help is shown after the flags.
func (backupCommand) Help() string {
	return `The server goes on meanwhile. To restore:

    stop sharecard; mv data data.old; mkdir data; tar -xf FILE -C data; start sharecard

Never extract over a folder in use. Make a backup before each upgrade.`
}

// Run writes the backup and says how large it is.
func (c *backupCommand) Run(ctx context.Context, m *Main) error {
	saved, err := backup.Write(ctx, c.Data, c.Output)
	if err != nil {
		return err
	}
	fmt.Fprintf(m.Stderr, "Saved %d files, %.1f MB, to %s\n", saved.Files, float64(saved.Bytes)/1e6, c.Output)
	return nil
}

// howToRestore adds to the error about a store that is damaged what to do.
func howToRestore(err error, dir string) error {
	if !errors.Is(err, article.ErrCorrupt) {
		return err
	}
	const advice = "Restore the last backup: mv %[2]s %[2]s.damaged; mkdir %[2]s; tar -xf BACKUP -C %[2]s (see sharecard backup --help)"
	return fmt.Errorf("%w\n"+advice, err, dir)
}
