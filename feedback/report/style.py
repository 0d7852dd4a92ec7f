"""The report's look: the day theme, one column, and A4 when printed."""

STYLE = """
:root { --ink: #1C2A2B; --muted: #3E4F53; --line: #D8CFBF; --ground: #F6F2EA; --panel: #FFFDF8; --jaw: #1F6F62; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 Inter, system-ui, "Segoe UI", "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 820px; margin: 0 auto; padding: 40px 32px 56px; }
h1 { font-size: 34px; font-weight: 500; line-height: 1.2; margin: 2px 0 4px; letter-spacing: -.01em; }
h2 { font-size: 18px; font-weight: 500; margin: 0 0 8px; }
p { margin: 0 0 8px; }
.quiet, footer { color: var(--muted); font-size: 13px; }
.lead { font-size: 18px; color: var(--muted); }
section { margin-top: 28px; }
.box, .figure { background: var(--panel); border: 1px solid var(--line); border-radius: 14px; }
.box { padding: 16px 20px 10px; }
.box strong { font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(178px, 1fr)); gap: 12px; }
.figure { padding: 14px 16px 12px; }
.figure p { margin: 0; }
.number { font-size: 24px; line-height: 1.35; color: var(--jaw); }
.chart svg { width: 100%; height: auto; display: block; }
table { border-collapse: collapse; width: 100%; font-size: 12.5px; line-height: 1.4; }
th { text-align: left; font-weight: 500; color: var(--muted); vertical-align: bottom; }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); }
td:first-child { white-space: nowrap; }
ul { margin: 0 0 8px; padding-left: 20px; }
dt { font-weight: 500; margin-top: 8px; }
dd { margin: 0; white-space: pre-wrap; }
footer { margin-top: 28px; padding-top: 10px; border-top: 1px solid var(--line); }
@page { size: A4; margin: 15mm 14mm; }
@media print {
  body { background: white; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 22pt; }
  section { margin-top: 16px; }
  .box, .figure { background: white; }
  .figure { padding: 8px 12px; }
  .figures { grid-template-columns: repeat(4, 1fr); gap: 8px; }
  .number { font-size: 15pt; }
  table { font-size: 8.5pt; }
  thead { display: table-header-group; }
  .figures, .chart, .box, .reading, tr, dd { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""
