// Command sharecard turns a news article into the picture people share.
//
//	sharecard serve                                   the HTTP service
//	sharecard render --template poster a.json -o a.png   one card
//	sharecard kit a.json -o cards/                    every card of an article, with a manifest
//	sharecard batch jobs.ndjson -o cards/             the cards of many jobs; resumes
//	sharecard article import page.html                a news page becomes an article
//	sharecard article fetch --article-url … ID        an article as the publisher's own system has it
//	sharecard template list                           what can be drawn
//	sharecard template new mine --from poster         a card of one's own
//	sharecard check templates/                        faults of templates, with their places
//	sharecard inspect page.html                       where everything stands
//	sharecard preflight https://…                     why does a page's picture not show?
//	sharecard mcp                                     tools for an assistant, on stdin and stdout
//	sharecard sign --card poster.jpg a.json           an address that carries its article
//	sharecard health                                  is the server on this machine ready?
//	sharecard licenses                                notices of fonts and modules
//	sharecard backup -o data.tar                      the data folder, while it is served
//	sharecard version
//
// Every flag can also be set by an environment variable: SHARECARD_ and the
// flag's name, as in SHARECARD_LISTEN. Messages go to stderr. The exit status is
// 2 for wrong usage and 1 for any other error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	_ "time/tzdata" // zones, on machines that have none

	"github.com/alecthomas/kong"

	"sharecard/cmd/sharecard/internal/goruntime"
)

func main() {
	goruntime.CollectLater()
	// Told to stop, we finish what is under way, which has a limit of its own. A
	// second signal changes nothing: supervisors send one to a process and again
	// to its group.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := Main{Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}.Run(ctx)
	stop()
	os.Exit(status)
}

// Main is the whole program with the world it runs in, so that tests can run
// it too.
type Main struct {
	Args   []string // without the program's name
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	// Listening, where not nil, is called by serve with the address to open.
	Listening func(address string)
}

// Exit statuses.
const (
	exitError = 1
	exitUsage = 2
)

// usageError is a wrong use of the command line that its grammar cannot see.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Run runs the program until it is done or ctx ends, and returns its exit
// status.
func (m Main) Run(ctx context.Context) int {
	err := m.run(ctx)
	if err == nil {
		return 0
	}
	fmt.Fprintf(m.Stderr, "sharecard: %v\n", err)
	parse, usage := (*kong.ParseError)(nil), usageError{}
	if errors.As(err, &parse) || errors.As(err, &usage) {
		fmt.Fprintln(m.Stderr, `Run "sharecard --help" for how to use it.`)
		return exitUsage
	}
	return exitError
}

func (m Main) run(ctx context.Context) error {
	helped := false
	var grammar commands
	parser, err := kong.New(&grammar,
		kong.Name("sharecard"),
		kong.Description("Turns a news article into the picture people share."),
		kong.Writers(m.Stdout, m.Stderr),
		kong.Exit(func(int) { helped = true }), // after --help and --version
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.DefaultEnvars("SHARECARD"),
		kong.ValueFormatter(explain),
		kong.Vars{"version": version()},
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&m),
	)
	if err != nil {
		return fmt.Errorf("building the command line: %w", err)
	}
	parsed, err := parser.Parse(m.Args)
	switch {
	case helped:
		return nil
	case err != nil:
		return err
	}
	return parsed.Run()
}

// open opens the file of that name, or stdin for "-". name is what messages
// call it.
func (m *Main) open(path string) (in io.ReadCloser, name string, err error) {
	if path == "-" {
		return io.NopCloser(m.Stdin), "stdin", nil
	}
	f, err := os.Open(path)
	return f, path, err
}

// log is where commands that end by themselves tell what they noticed.
func (m *Main) log() *slog.Logger { return slog.New(slog.NewTextHandler(m.Stderr, nil)) }

// explain is the help of a flag with its default and its variable.
func explain(v *kong.Value) string {
	help := v.Help
	if v.HasDefault && v.Default != "" {
		help += " Default: " + v.Default + "."
	}
	if len(v.Tag.Envs) > 0 {
		help += " [" + strings.Join(v.Tag.Envs, ", ") + "]"
	}
	return help
}

// commands is the grammar of the command line.
type commands struct {
	PrintVersion kong.VersionFlag `name:"version" env:"-" help:"Print the version."`

	Serve    serveCommand   `cmd:"" help:"Serve cards over HTTP."`
	Render   renderCommand  `cmd:"" help:"Draw one card of an article."`
	Kit      kitCommand     `cmd:"" help:"Draw every card of an article, with a manifest."`
	Batch    batchCommand   `cmd:"" help:"Draw the cards of a file of jobs; go on where an earlier run stopped."`
	Article  articleCommand `cmd:"" help:"Work with articles."`
	Template struct {
		List templateListCommand `cmd:"" help:"List the templates."`
		New  templateNewCommand  `cmd:"" help:"Start a template from a built-in card."`
	} `cmd:"" help:"Work with templates."`
	Preflight preflightCommand `cmd:"" help:"Tell why the picture of a shared page does not show, and what to do."`
	MCP       mcpCommand       `cmd:"" name:"mcp" help:"Offer the tools to an assistant, by the Model Context Protocol on stdin and stdout."`
	Sign      signCommand      `cmd:"" help:"Make a signed address of a card, which carries its article."`
	Check     checkCommand     `cmd:"" help:"Load every template and lay it out with the hardest articles."`
	Inspect   inspectCommand   `cmd:"" help:"Lay out an HTML file and print where everything stands."`
	Health    healthCommand    `cmd:"" help:"Ask a running server whether it can serve; for health checks."`
	Licenses  licensesCommand  `cmd:"" help:"Print the licences of fonts and modules in this program."`
	Backup    backupCommand    `cmd:"" help:"Save the data folder while a server works in it."`
	Move      moveCommand      `cmd:"" help:"Copy a data folder to a database and a bucket that several servers share."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}
