/** The name under which short links hold their addresses. */
export const SHORT_LINK = 'short_link'
