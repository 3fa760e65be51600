export function TagsPage() {
  return <h1>Tags and UTM templates</h1>
}
