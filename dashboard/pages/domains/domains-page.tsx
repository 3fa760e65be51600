export function DomainsPage() {
  return <h1>Domains</h1>
}
