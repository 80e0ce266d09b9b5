// Frames as Grafana's own Go SDK writes and reads them, for the tests of our encoder.
// Run by hand when a golden frame changes (docs/contract.md); tests and CI need no Go.
//
//	go run . make <folder>   writes <name>.arrow and <name>.json of every frame in frames.go
//	go run . read <folder>   writes <name>.json beside every <name>.arrow: what Grafana understands of that file
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

func main() {
	if len(os.Args) != 3 || (os.Args[1] != "make" && os.Args[1] != "read") {
		fmt.Fprintln(os.Stderr, "usage: go run . make|read <folder>")
		os.Exit(2)
	}
	run := map[string]func(string) error{"make": makeAll, "read": readAll}[os.Args[1]]
	if err := run(os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func makeAll(folder string) error {
	for name, frame := range goldenFrames() {
		arrow, err := frame.MarshalArrow()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		path := filepath.Join(folder, name+".arrow")
		if err := os.WriteFile(path, arrow, 0o644); err != nil {
			return err
		}
		if err := writeJSON(path, frame); err != nil {
			return err
		}
	}
	return nil
}

func readAll(folder string) error {
	paths, err := filepath.Glob(filepath.Join(folder, "*.arrow"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		arrow, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		frame, err := data.UnmarshalArrowFrame(arrow)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := writeJSON(path, frame); err != nil {
			return err
		}
	}
	return nil
}

func writeJSON(arrowPath string, frame *data.Frame) error {
	compact, err := data.FrameToJSON(frame, data.IncludeAll)
	if err != nil {
		return fmt.Errorf("%s: %w", arrowPath, err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, compact, "", "  "); err != nil {
		return err
	}
	indented.WriteByte('\n')
	return os.WriteFile(strings.TrimSuffix(arrowPath, ".arrow")+".json", indented.Bytes(), 0o644)
}
