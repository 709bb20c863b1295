import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/node_modules/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        // Whatever is written into the page goes in as text.
        { property: "innerHTML" },
        { property: "outerHTML" },
        { property: "insertAdjacentHTML" },
        { object: "document", property: "write" },
      ],
    },
  },
  {
    files: ["dashboard/assets/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, L: "readonly" } },
  },
  {
    // Streamlit imports this one as a module.
    files: ["dashboard/assets/navigation.js"],
    languageOptions: { sourceType: "module" },
  },
  { files: ["tests/**/*.js"], languageOptions: { globals: globals.node } },
];
