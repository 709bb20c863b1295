export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // Rules of one part stand together; a blank line begins the next part.
    "rule-empty-line-before": null,
    "custom-property-empty-line-before": null,
    // Streamlit and Leaflet name these.
    "selector-class-pattern": null,
    "selector-id-pattern": null,
    // Older browsers know these.
    "media-feature-range-notation": "prefix",
    "value-keyword-case": ["lower", { ignoreKeywords: ["currentColor"] }],
    // Rules are sorted by the part of the page that they are for.
    "no-descending-specificity": null,
  },
};
