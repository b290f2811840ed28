import type { Range } from './assortment.ts';

const teaPacks: Range['variants'] = [
  { label: '100 g', code: '100', factor: 0.13, grams: 115 },
  { label: '250 g', code: '250', factor: 0.28, grams: 270 },
  { label: '1 kg', code: '1000', factor: 1, grams: 1040 },
];
const beanPacks: Range['variants'] = [
  { label: '250 g', code: '250', factor: 0.3, grams: 265 },
  { label: '500 g', code: '500', factor: 0.54, grams: 525 },
  { label: '1 kg', code: '1000', factor: 1, grams: 1035 },
];
const groundPacks = beanPacks.slice(0, 2);

/** Everything that is brewed. */
export const DRINKS: readonly Range[] = [
  {
    category: 'Black tea',
    prefix: 'BT',
    variants: teaPacks,
    goods: [
      ['Assam Mangalam TGFOP', 42],
      ['Assam Broken, strong', 26],
      ['Darjeeling First Flush Risheehat', 79],
      ['Darjeeling Second Flush Castleton', 68],
      ['Ceylon Dimbula OP', 34],
      ['Earl Grey Classic', 29],
      ['English Breakfast Blend', 27],
      ['East Frisian Blend', 31],
      ['Yunnan Golden Tips', 58],
      ['Masala Chai', 33, 'winter'],
    ],
  },
  {
    category: 'Green & white tea',
    prefix: 'GT',
    variants: teaPacks,
    goods: [
      ['Sencha Makoto', 46],
      ['Gunpowder Temple of Heaven', 24],
      ['Jasmine Chung Hao', 52],
      ['Genmaicha', 36],
      ['Lung Ching Dragon Well', 74],
      ['Chun Mee', 22],
      ['Pai Mu Tan', 59],
      ['Matcha for kitchens', 118],
      ['Green Mint Morocco', 28, 'summer'],
    ],
  },
  {
    category: 'Herbal & fruit infusions',
    prefix: 'HT',
    variants: teaPacks,
    goods: [
      ['Peppermint, cut', 21],
      ['Camomile flowers', 32],
      ['Lemon verbena', 44],
      ['Rooibos natural', 23],
      ['Rooibos Vanilla', 26],
      ['Ginger & Lemon', 29, 'winter'],
      ['Sage & Thyme', 27, 'winter'],
      ['Red Berries', 22],
      ['Baked Apple', 24, 'advent'],
      ['Hibiscus Ice Tea', 19, 'summer'],
      ['Peach & Passion Fruit Ice Tea', 22, 'summer'],
      ['Evening Calm', 31],
    ],
  },
  {
    category: 'Coffee beans',
    prefix: 'CB',
    variants: beanPacks,
    goods: [
      ['House Espresso Speicherblock', 21],
      ['Espresso Nero, dark', 19.5],
      ['Crema Hanse', 18.5],
      ['Brazil Fazenda Santa Clara', 22],
      ['Ethiopia Yirgacheffe', 29],
      ['Colombia Huila', 26],
      ['Guatemala Antigua', 27],
      ['Kenya AA Nyeri', 33],
      ['India Monsooned Malabar', 25],
      ['Sumatra Mandheling', 28],
      ['Decaf Mexico, water process', 27],
      ['Christmas Roast', 24, 'advent'],
    ],
  },
  {
    category: 'Ground coffee',
    prefix: 'GC',
    variants: groundPacks,
    goods: [
      ['Filter Blend Alster', 18],
      ['Filter Blend Elbe, mild', 17.5],
      ['Moka Napoli', 20],
      ['French Press Coarse', 21],
      ['Decaf Filter', 23],
      ['Ethiopia Sidamo, filter', 27],
      ['Organic Peru, filter', 24],
      ['Cold Brew Coarse', 22, 'summer'],
    ],
  },
];
