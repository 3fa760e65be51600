import { createHash } from 'node:crypto'

/** The style of public pages; without quotes, `&`, `<` and `>`, so that escaping leaves it as its hash knows it. */
export const PAGE_STYLES = `:root{color-scheme:light dark;--paper:#faf8f4;--card:#fff;--ink:#1c1917;--soft:#57534e;--line:#e7e2d9;--edge:#8a8378;--accent:#0f766e;--on-accent:#fff;--wrong:#b91c1c}
@media(prefers-color-scheme:dark){:root{--paper:#131211;--card:#1c1b19;--ink:#f2efe9;--soft:#b3aca2;--line:#33302c;--edge:#857e75;--accent:#5eead4;--on-accent:#131211;--wrong:#fca5a5}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:1rem/1.6 Inter,system-ui,-apple-system,Segoe UI,Roboto,sans-serif;overflow-wrap:anywhere}
main{flex:1;width:100%;max-width:40rem;margin:0 auto;padding:clamp(2rem,8vw,5rem) 1.25rem 3rem}
h1{margin:0;font-size:clamp(1.75rem,6vw,2.5rem);line-height:1.15;letter-spacing:-.02em}
h2{margin:0 0 .5rem;font-size:1.05rem}
p{margin:.25rem 0 0}
.over{margin:0 0 .5rem;color:var(--accent);font-weight:600}
.about{margin:1rem 0 0;color:var(--soft);white-space:pre-line}
.about~h2,main h2{margin-top:2rem}
.people{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
.people li{padding:.25rem .75rem;background:var(--card);border:1px solid var(--line);border-radius:8px}
.empty{margin-top:2rem;padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:8px}
main .empty h2{margin-top:0}
.empty p{color:var(--soft)}
a{color:var(--accent)}
.facts{margin:1.5rem 0 0;padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:8px}
.facts dt{color:var(--soft);font-size:.875rem}
.facts dd{margin:0 0 1rem}
.facts dd:last-child{margin:0}
.facts ul{margin:0;padding-left:1.25rem}
.wrong{margin:1rem 0 0;color:var(--wrong)}
form{margin:1.5rem 0 0}
label{display:block;margin:1rem 0 .25rem;font-weight:600}
input,select,textarea{width:100%;padding:.7rem .75rem;background:var(--card);color:var(--ink);border:1px solid var(--edge);border-radius:8px;font:inherit}
button,.button{display:inline-block;margin:1.25rem 1rem 0 0;padding:.7rem 1.25rem;background:var(--accent);color:var(--on-accent);border:0;border-radius:8px;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
input:focus-visible,select:focus-visible,textarea:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
footer{padding:1.25rem;text-align:center;color:var(--soft);font-size:.875rem}`

/** For the content security policy: this style and no other. */
export const PAGE_STYLES_HASH = `sha256-${createHash('sha256').update(PAGE_STYLES).digest('base64')}`
