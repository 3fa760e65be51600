export function EditLinkPage() {
  return <h1>Edit link</h1>
}
