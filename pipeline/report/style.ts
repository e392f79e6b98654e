/** The page's look: paper, ink and cinnabar; at night the same on slate. */
export const style = `
:root { color-scheme: light dark; --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", Georgia, serif;
  --paper: #fffdf9; --desk: #f3efe7; --ink: #221f1b; --muted: #6f675c; --line: #e4ddd0; --link: #8f2a20;
  --cinnabar: #b8402f; --jade: #2f7a68; --celadon: #8fbfae; --ochre: #d09a3a; --plum: #7b5480; --ash: #b5ada0;
  --none: #ece6da; --bin1: #dcebe3; --bin2: #b4d6c8; --bin3: #7fb8a4; --bin4: #4a9580; --bin5: #226b59; --onstrong: #fffdf9; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #1d2024; --desk: #14161a; --ink: #ece7de; --muted: #a39c90; --line: #34383e; --link: #f0a08f;
  --cinnabar: #e0705c; --jade: #56ae97; --celadon: #34695c; --ochre: #d9a84e; --plum: #b088b5; --ash: #6d6a66;
  --none: #292d32; --bin1: #20352f; --bin2: #26503f; --bin3: #2f6f5b; --bin4: #409078; --bin5: #6cc2a8; --onstrong: #10201b; } }
* { box-sizing: border-box }
body { margin: 0; background: var(--desk); color: var(--ink); font: 15px/1.6 var(--sans); -webkit-text-size-adjust: 100% }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 64px }
header { border-top: 4px solid var(--cinnabar); padding-top: 20px; margin-bottom: 28px }
h1 { font: 600 32px/1.25 var(--serif); margin: 0 0 4px; letter-spacing: .02em }
h2 { font: 600 20px/1.3 var(--serif); margin: 0 }
h2 small, h1 small { display: block; font: 400 14px/1.5 var(--sans); color: var(--muted); letter-spacing: 0 }
p { margin: 8px 0; max-width: 70ch } .note { color: var(--muted); font-size: 13px }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; margin: 24px 0 0; padding: 0 }
.tiles div { background: var(--paper); padding: 16px 18px } .tiles dt { color: var(--muted); font-size: 13px } .tiles dd { margin: 2px 0 0; font: 600 26px/1.2 var(--serif); font-variant-numeric: tabular-nums }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 24px; margin: 20px 0; overflow: hidden }
figure { margin: 16px 0 0; overflow-x: auto } svg { max-width: 100%; min-width: 600px; height: auto; display: block } svg text { font-family: var(--sans) }
.key { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; padding: 0; margin: 12px 0 0; font-size: 13px; color: var(--muted) } .key i { display: inline-block; width: 13px; height: 13px; border-radius: 3px; margin-right: 6px; vertical-align: -2px }
details { margin-top: 14px } summary { cursor: pointer; color: var(--link); font-size: 13px; width: fit-content }
.scroll { overflow-x: auto } #newest table, #portals table { min-width: 680px } table { border-collapse: collapse; width: 100%; margin-top: 10px; font-size: 13px }
th { text-align: left; font-weight: 500; color: var(--muted); border-bottom: 1px solid var(--line); padding: 6px 12px 6px 0; white-space: nowrap; vertical-align: bottom } th small { display: block; font-size: 11px }
td { border-bottom: 1px solid var(--line); padding: 6px 12px 6px 0; vertical-align: top; overflow-wrap: anywhere } tr:last-child td { border-bottom: 0 }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } a { color: var(--link); text-underline-offset: 2px }
.state { display: inline-block; border-radius: 99px; padding: 0 9px; border: 1px solid currentColor; font-size: 12px; white-space: nowrap; color: var(--cinnabar) } .state.ok { color: var(--jade) }
footer { color: var(--muted); font-size: 13px; margin-top: 28px }
@media (max-width: 600px) { main { padding: 20px 14px 40px } section { padding: 16px } h1 { font-size: 25px } }
@media print { body { background: none } section { break-inside: avoid } }
`
