export function ImportLinksPage() {
  return <h1>Import links</h1>
}
