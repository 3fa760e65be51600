// Runs before the first paint, so that a dark screen never flashes white. A file, so that no inline script is needed.
;(() => {
  let wanted = null
  try {
    wanted = localStorage.getItem('guildhall-color-scheme')
  } catch {}
  const isDark =
    wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
})()
