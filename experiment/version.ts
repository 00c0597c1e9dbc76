// The version that results carry; a convention test holds it against package.json.
export const VERSION = "0.1.0";
