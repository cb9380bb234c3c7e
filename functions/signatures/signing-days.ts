/** How many days the link of an invitation opens. */
export const SIGNING_LINK_DAYS = 60;
