export interface Article {
  id: string;
  text: string;
}

export const ARTICLES: Article[] = [
  {
    id: 'returns',
    text: 'Returns. Within 30 days you can send anything back. Refunds go to the card that paid, within five working days after the parcel arrived at our warehouse. Sale items are refunded as a voucher.',
  },
  {
    id: 'tracking',
    text: 'Tracking. When a parcel leaves the warehouse you get a mail with a tracking link. Links can take a day to show the first stop. A parcel that has not moved for five days is looked for.',
  },
  {
    id: 'address',
    text: 'Delivery address. The address can be changed under "My orders" until the parcel is packed. Afterwards the carrier can hold it at a shop near you.',
  },
  {
    id: 'password',
    text: 'Password. Under "Forgot password" you get a link that works for one hour. After five wrong tries the account is locked for ten minutes.',
  },
  {
    id: 'invoice',
    text: 'Invoices. Every order has an invoice under "My orders". Company addresses can be added until the end of the month.',
  },
  {
    id: 'warranty',
    text: 'Warranty. Two years on everything with a plug. Send us a photo of the type label and of what is broken; we answer within two days.',
  },
];
