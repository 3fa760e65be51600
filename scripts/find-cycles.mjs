/**
 * The circles in a graph given as a Map from node to the nodes that it points at: each a list of nodes in order,
 * found once. Depth first, so that a circle is reported where it closes.
 */
export function findCycles(graph) {
  const done = new Set()
  const trail = []
  const cycles = []
  const visit = (node) => {
    const seenAt = trail.indexOf(node)
    if (seenAt !== -1) {
      cycles.push(trail.slice(seenAt))
      return
    }
    if (done.has(node)) return
    trail.push(node)
    for (const next of graph.get(node) ?? []) visit(next)
    trail.pop()
    done.add(node)
  }
  for (const node of graph.keys()) visit(node)
  return cycles
}
