// Long whole numbers for people.

/** 12300 -> "12 300". */
export const groupDigits = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, " ");
