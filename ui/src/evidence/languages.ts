// The languages that handler code is made in, and the one that was looked at last.
import type { Language } from "../core/generated/Language";

const KEY = "hookwright.signatures.language";

/** Every language with its name, in the order it is offered. */
export const languages: { value: Language; name: string }[] = [
  { value: "node-express", name: "Node, Express" },
  { value: "nextjs", name: "Next.js" },
  { value: "python-flask", name: "Python, Flask" },
  { value: "python-fastapi", name: "Python, FastAPI" },
  { value: "python-django", name: "Python, Django" },
  { value: "go", name: "Go" },
  { value: "ruby-rails", name: "Ruby, Rails" },
  { value: "php-laravel", name: "PHP, Laravel" },
  { value: "java-spring", name: "Java, Spring" },
  { value: "csharp", name: "C#, ASP.NET" },
  { value: "rust-axum", name: "Rust, axum" },
];

/** The language chosen last in this window, else the first. */
export function lastLanguage(): Language {
  const last = localStorage.getItem(KEY);
  return languages.find(({ value }) => value === last)?.value ?? "node-express";
}

/** Remembers a language. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
