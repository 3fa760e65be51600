export function WebhookPage() {
  return <h1>Webhook</h1>
}
