package main

import (
	"encoding/json"
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// The same frames stand in tests/contract/goldenFrames.ts. Change both, then make the files anew.
func goldenFrames() map[string]*data.Frame {
	return map[string]*data.Frame{
		"timeseries-multi": timeSeries(),
		"numeric-long":     numericLong(),
		"trace":            trace(),
		"logs":             logs(),
		"nulls":            nulls(),
		"limits":           limits(),
		"no-fields":        {RefID: "A", Fields: []*data.Field{}},
		"no-rows":          noRows(),
		"notices":          notices(),
		"links":            links(),
	}
}

func at(nanos int64) time.Time { return time.Unix(0, nanos).UTC() }

func ptr[T any](value T) *T { return &value }

func raw(text string) json.RawMessage { return json.RawMessage(text) }

func timeSeries() *data.Frame {
	frame := data.NewFrame("Cost",
		data.NewField("time", nil, []time.Time{at(1760000000000000000), at(1760000060000000000), at(1760000120000000000)}),
		data.NewField("Cost", data.Labels{"model": "gpt-4o", "provider": "openai"}, []*float64{ptr(0.25), nil, ptr(1e-12)}).
			SetConfig(&data.FieldConfig{DisplayNameFromDS: "gpt-4o", Unit: "currencyUSD", Decimals: ptr(uint16(4)), Min: ptr(data.ConfFloat64(0)), Interval: 60000}),
	)
	frame.RefID = "A"
	frame.Meta = &data.FrameMeta{
		Type: data.FrameTypeTimeSeriesMulti, TypeVersion: data.FrameTypeVersion{0, 1},
		PreferredVisualization: data.VisTypeGraph, ExecutedQueryString: "SELECT 1",
	}
	return frame
}

func numericLong() *data.Frame {
	frame := data.NewFrame("",
		data.NewField("model", nil, []string{"gpt-4o", "claude-sonnet-4", "Ünïcode 🦆"}),
		data.NewField("calls", nil, []int64{12, 3, 9007199254740993}),
		data.NewField("cost", nil, []float64{1.5, 0.25, 0}).SetConfig(&data.FieldConfig{Unit: "currencyUSD"}),
	)
	frame.RefID = "B"
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeNumericLong, TypeVersion: data.FrameTypeVersion{0, 1}}
	return frame
}

func trace() *data.Frame {
	frame := data.NewFrame("Trace",
		data.NewField("traceID", nil, []string{"0af7651916cd43dd8448eb211c80319c", "0af7651916cd43dd8448eb211c80319c"}),
		data.NewField("spanID", nil, []string{"b7ad6b7169203331", "00f067aa0ba902b7"}),
		data.NewField("parentSpanID", nil, []*string{nil, ptr("b7ad6b7169203331")}),
		data.NewField("operationName", nil, []string{"answer", "chat gpt-4o"}),
		data.NewField("serviceName", nil, []string{"support-desk", "support-desk"}),
		data.NewField("serviceTags", nil, []json.RawMessage{raw(`[{"key":"service.name","value":"support-desk"}]`), raw(`[]`)}),
		data.NewField("startTime", nil, []float64{1760000000000.125, 1760000000010}),
		data.NewField("duration", nil, []float64{1234.5, 1000}).SetConfig(&data.FieldConfig{Unit: "ms"}),
		data.NewField("tags", nil, []json.RawMessage{raw(`[]`), raw(`[{"key":"gen_ai.request.model","value":"gpt-4o"},{"key":"error","value":true}]`)}),
		data.NewField("logs", nil, []*json.RawMessage{nil, ptr(raw(`[{"timestamp":1760000000011,"name":"first token","fields":[]}]`))}),
		data.NewField("kind", nil, []string{"server", "client"}),
		data.NewField("statusCode", nil, []int64{0, 2}),
		data.NewField("llm", nil, []*json.RawMessage{nil, ptr(raw(`{"operation":"chat","model":"gpt-4o","call":{"state":"counted","inputTokens":12,"totalCostUsd":0.000125}}`))}),
	)
	frame.RefID = "A"
	frame.Meta = &data.FrameMeta{PreferredVisualization: data.VisTypeTrace, Custom: map[string]any{"traceFormat": "otlp"}}
	return frame
}

func logs() *data.Frame {
	frame := data.NewFrame("Logs",
		data.NewField("timestamp", nil, []time.Time{at(1760000000123456789), at(1760000001000000000)}),
		data.NewField("body", nil, []string{"tool failed", ""}),
		data.NewField("severity", nil, []*string{ptr("error"), nil}),
		data.NewField("id", nil, []string{"1-1", "1-2"}),
		data.NewField("labels", nil, []json.RawMessage{raw(`{"service_name":"support-desk"}`), raw(`{}`)}),
		data.NewField("traceID", nil, []*string{ptr("0af7651916cd43dd8448eb211c80319c"), nil}),
	)
	frame.RefID = "L"
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeLogLines, TypeVersion: data.FrameTypeVersion{0, 0}, PreferredVisualization: data.VisTypeLogs}
	return frame
}

func nulls() *data.Frame {
	frame := data.NewFrame("nulls",
		data.NewField("time", nil, []*time.Time{nil, ptr(at(1))}),
		data.NewField("number", nil, []*float64{nil, ptr(-0.5)}),
		data.NewField("int64", nil, []*int64{ptr(int64(-7)), nil}),
		data.NewField("string", nil, []*string{nil, ptr("")}),
		data.NewField("boolean", nil, []*bool{ptr(false), nil}),
		data.NewField("json", nil, []*json.RawMessage{nil, nil}),
	)
	frame.RefID = "A"
	return frame
}

func limits() *data.Frame {
	frame := data.NewFrame("limits",
		data.NewField("time", nil, []time.Time{at(math.MinInt64), at(0), at(math.MaxInt64)}),
		data.NewField("number", nil, []float64{math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1)}),
		data.NewField("int64", nil, []int64{math.MinInt64, 0, math.MaxInt64}),
		data.NewField("boolean", nil, []bool{true, false, true}),
	)
	frame.RefID = "A"
	return frame
}

func noRows() *data.Frame {
	frame := data.NewFrame("",
		data.NewField("time", nil, []time.Time{}),
		data.NewField("Calls", data.Labels{"model": "gpt-4o"}, []float64{}),
		data.NewField("tags", nil, []json.RawMessage{}),
	)
	frame.RefID = "A"
	return frame
}

func notices() *data.Frame {
	frame := data.NewFrame("", data.NewField("cost", nil, []float64{3}))
	frame.RefID = "A"
	frame.Meta = &data.FrameMeta{
		Notices: []data.Notice{
			{Severity: data.NoticeSeverityWarning, Text: "4 calls have no price: the cost is a lower bound", Link: "/explore"},
			{Severity: data.NoticeSeverityInfo, Text: "read from the raw calls"},
		},
		Stats:               []data.QueryStat{{FieldConfig: data.FieldConfig{DisplayName: "Rows", Unit: "short"}, Value: 12}},
		ExecutedQueryString: "SELECT sum(total_cost_usd)\nFROM llm_metrics -- \"quoted\"",
		UniqueRowIDFields:   []int{0},
		Channel:             "ds/llm/tail/calls",
	}
	return frame
}

func links() *data.Frame {
	frame := data.NewFrame("", data.NewField("traceID", nil, []string{"0af7651916cd43dd8448eb211c80319c"}).SetConfig(&data.FieldConfig{
		Description: "Trace id, 32 hex digits.",
		Filterable:  ptr(true),
		Custom:      map[string]any{"width": 300},
		Links:       []data.DataLink{{Title: "Open the trace", URL: "https://example.com/${__value.raw}", TargetBlank: true}},
	}))
	frame.RefID = "A"
	return frame
}
