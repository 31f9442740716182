/** Opens the sheet of an element with the button's data- attributes. */
export function open(element: HTMLElement): Promise<void>;

/** What happened, as event.detail of the events below. */
export interface ShareDetail {
  /** The ID of the article, empty where the page's address stands for it. */
  article: string;
  link: string;
  card?: string;
  theme?: string;
  /** "system", "weibo", "qq", "x" or "facebook". */
  target?: string;
}

declare global {
  interface HTMLElementEventMap {
    "sharecard:open": CustomEvent<ShareDetail>;
    "sharecard:save": CustomEvent<ShareDetail>;
    "sharecard:share": CustomEvent<ShareDetail>;
    "sharecard:copy": CustomEvent<ShareDetail>;
    "sharecard:choose": CustomEvent<ShareDetail>;
  }
}
