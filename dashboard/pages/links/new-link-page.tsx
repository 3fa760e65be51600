export function NewLinkPage() {
  return <h1>New link</h1>
}
