// The shape of a page of plain text: sections of paragraphs and lists.

export interface ProseSection {
  title: string;
  paragraphs?: string[];
  points?: string[];
}
export interface ProseWords {
  title: string;
  lead: string;
  sections: ProseSection[];
}
