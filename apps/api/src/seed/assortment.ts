/** When a thing is asked for; without a season all year round. */
export type Season = 'winter' | 'summer' | 'advent';

export interface Category {
  name: string;
  description: string;
  /** Null: the company's. */
  lowStockThreshold: number | null;
}

/** One form that a thing comes in; `factor` is of the thing's price. */
interface Variant {
  label: string;
  code: string;
  factor: number;
  grams?: number;
}

/** Things of one kind that come in the same forms. Prices in EUR: of a kilogram where there are packs, else of a piece. */
interface Range {
  category: string;
  prefix: string;
  variants: readonly Variant[];
  goods: readonly (readonly [name: string, price: number, season?: Season])[];
}

export const CATEGORIES: readonly Category[] = [
  { name: 'Black tea', description: 'Single estates and blends, loose leaf', lowStockThreshold: 12 },
  { name: 'Green & white tea', description: 'China, Japan and Nepal, loose leaf', lowStockThreshold: 10 },
  { name: 'Herbal & fruit infusions', description: 'Herbs, fruit and rooibos', lowStockThreshold: 14 },
  { name: 'Coffee beans', description: 'Whole beans, roasted every week', lowStockThreshold: 16 },
  { name: 'Ground coffee', description: 'Ground for filter, press and moka', lowStockThreshold: 16 },
  { name: 'Teapots & infusers', description: 'Pots, strainers and tea sets', lowStockThreshold: 5 },
  { name: 'Coffee makers & grinders', description: 'Brewing by hand, and grinding', lowStockThreshold: 3 },
  { name: 'Cups & glassware', description: 'For table and counter', lowStockThreshold: 12 },
  { name: 'Kitchen tools', description: 'For baristas and pastry kitchens', lowStockThreshold: 6 },
  { name: 'Biscuits & confectionery', description: 'To go with the cup', lowStockThreshold: 18 },
  { name: 'Gifts & advent', description: 'Sets and calendars, mostly for winter', lowStockThreshold: null },
  { name: 'Filters & packaging', description: 'What a café uses up', lowStockThreshold: 20 },
];

const teaPacks: readonly Variant[] = [
  { label: '100 g', code: '100', factor: 0.13, grams: 115 },
  { label: '250 g', code: '250', factor: 0.28, grams: 270 },
  { label: '1 kg', code: '1000', factor: 1, grams: 1040 },
];
const beanPacks: readonly Variant[] = [
  { label: '250 g', code: '250', factor: 0.3, grams: 265 },
  { label: '500 g', code: '500', factor: 0.54, grams: 525 },
  { label: '1 kg', code: '1000', factor: 1, grams: 1035 },
];
const groundPacks = beanPacks.slice(0, 2);
const glazes: readonly Variant[] = [
  { label: 'sand', code: 'SA', factor: 1 },
  { label: 'night blue', code: 'NB', factor: 1 },
];
const whole: readonly Variant[] = [{ label: '', code: '', factor: 1 }];

export const RANGES: readonly Range[] = [
  {
    category: 'Black tea',
    prefix: 'BT',
    variants: teaPacks,
    goods: [
      ['Assam Mangalam TGFOP', 42], ['Assam Broken, strong', 26], ['Darjeeling First Flush Risheehat', 79],
      ['Darjeeling Second Flush Castleton', 68], ['Ceylon Dimbula OP', 34], ['Earl Grey Classic', 29],
      ['English Breakfast Blend', 27], ['East Frisian Blend', 31], ['Yunnan Golden Tips', 58],
      ['Masala Chai', 33, 'winter'],
    ],
  },
  {
    category: 'Green & white tea',
    prefix: 'GT',
    variants: teaPacks,
    goods: [
      ['Sencha Makoto', 46], ['Gunpowder Temple of Heaven', 24], ['Jasmine Chung Hao', 52], ['Genmaicha', 36],
      ['Lung Ching Dragon Well', 74], ['Chun Mee', 22], ['Pai Mu Tan', 59], ['Matcha for kitchens', 118],
      ['Green Mint Morocco', 28, 'summer'],
    ],
  },
  {
    category: 'Herbal & fruit infusions',
    prefix: 'HT',
    variants: teaPacks,
    goods: [
      ['Peppermint, cut', 21], ['Camomile flowers', 32], ['Lemon verbena', 44], ['Rooibos natural', 23],
      ['Rooibos Vanilla', 26], ['Ginger & Lemon', 29, 'winter'], ['Sage & Thyme', 27, 'winter'],
      ['Red Berries', 22], ['Baked Apple', 24, 'advent'], ['Hibiscus Ice Tea', 19, 'summer'],
      ['Peach & Passion Fruit Ice Tea', 22, 'summer'], ['Evening Calm', 31],
    ],
  },
  {
    category: 'Coffee beans',
    prefix: 'CB',
    variants: beanPacks,
    goods: [
      ['House Espresso Speicherblock', 21], ['Espresso Nero, dark', 19.5], ['Crema Hanse', 18.5],
      ['Brazil Fazenda Santa Clara', 22], ['Ethiopia Yirgacheffe', 29], ['Colombia Huila', 26],
      ['Guatemala Antigua', 27], ['Kenya AA Nyeri', 33], ['India Monsooned Malabar', 25],
      ['Sumatra Mandheling', 28], ['Decaf Mexico, water process', 27], ['Christmas Roast', 24, 'advent'],
    ],
  },
  {
    category: 'Ground coffee',
    prefix: 'GC',
    variants: groundPacks,
    goods: [
      ['Filter Blend Alster', 18], ['Filter Blend Elbe, mild', 17.5], ['Moka Napoli', 20], ['French Press Coarse', 21],
      ['Decaf Filter', 23], ['Ethiopia Sidamo, filter', 27], ['Organic Peru, filter', 24], ['Cold Brew Coarse', 22, 'summer'],
    ],
  },
  {
    category: 'Teapots & infusers',
    prefix: 'TP',
    variants: glazes,
    goods: [
      ['Teapot Fjord 0.6 l', 17.4], ['Teapot Fjord 1.2 l', 23.9], ['Cast-iron teapot Nambu 0.8 l', 38.5],
      ['Kyusu side-handle pot 0.35 l', 27.8], ['Tea-for-one set', 14.9], ['Teapot warmer', 11.2], ['Sugar and milk set', 12.6],
      ['Matcha bowl', 13.5], ['Tea caddy, 250 g', 6.4],
    ],
  },
  {
    category: 'Teapots & infusers',
    prefix: 'TI',
    variants: whole,
    goods: [
      ['Glass teapot Lumen 1 l', 19.8], ['Permanent filter, fine mesh', 4.9], ['Infuser ball 5 cm', 2.3],
      ['Infuser tongs', 2.1], ['Bamboo whisk', 7.8], ['Ice tea jug 1.5 l', 15.6, 'summer'], ['Travel infuser bottle 0.4 l', 12.9],
      ['Tea scoop, brass', 3.7], ['Brewing timer, three sands', 5.8],
    ],
  },
  {
    category: 'Coffee makers & grinders',
    prefix: 'CM',
    variants: whole,
    goods: [
      ['Hand dripper, ceramic 02', 12.9], ['Hand dripper, copper 02', 34], ['French press 0.35 l', 14.5],
      ['French press 1 l', 22.4], ['Moka pot, 3 cups', 16.8], ['Moka pot, 6 cups', 21.9], ['Moka pot, induction, 6 cups', 32.5],
      ['Vacuum brewer, 5 cups', 84], ['Carafe brewer, 6 cups', 33.9], ['Cold brew tower 1 l', 46, 'summer'],
      ['Gooseneck kettle 0.9 l', 28.7], ['Gooseneck kettle, electric 1 l', 74.5], ['Hand grinder Mola S', 39.9],
      ['Hand grinder Mola Pro', 96], ['Counter grinder K-65', 289], ['Espresso grinder M-58', 449],
      ['Filter machine Duo 1.8 l', 219], ['Thermal jug 1 l', 24.6], ['Thermal jug 1.9 l', 36.8],
      ['Espresso machine Porta, one group', 1190], ['Milk frother, hand-held', 9.8], ['Milk frother, induction', 54.9],
      ['Ibrik, copper 0.3 l', 18.2], ['Airpot 2.5 l', 42.3],
    ],
  },
  {
    category: 'Cups & glassware',
    prefix: 'CG',
    variants: glazes,
    goods: [
      ['Espresso cup Kontor, 2 pcs', 8.4], ['Cappuccino cup Kontor', 5.9], ['Café au lait bowl', 6.3], ['Mug Deich 0.3 l', 5.2],
      ['Mug Deich 0.45 l', 6.1], ['Tea bowl Awa', 4.6], ['Saucer Kontor', 3.1], ['Dessert plate Kontor 20 cm', 6.8],
      ['Cup for two hands 0.5 l', 7.7],
    ],
  },
  {
    category: 'Cups & glassware',
    prefix: 'CW',
    variants: whole,
    goods: [
      ['Double-wall glass 80 ml, 2 pcs', 9.9], ['Double-wall glass 250 ml, 2 pcs', 12.4], ['Latte glass 0.32 l, 6 pcs', 14.8],
      ['East Frisian tea cup, rose', 7.2], ['Irish coffee glass, 6 pcs', 19.5, 'winter'], ['Mulled wine mug', 3.9, 'advent'],
      ['Highball glass 0.35 l, 6 pcs', 13.9, 'summer'], ['Water glass 0.2 l, 6 pcs', 9.6], ['To-go cup, steel 0.35 l', 13.4],
      ['To-go cup, bamboo 0.4 l', 8.9], ['Sample cup, cupping bowl', 4.4], ['Carafe 1 l', 8.2],
    ],
  },
  {
    category: 'Kitchen tools',
    prefix: 'KT',
    variants: whole,
    goods: [
      ['Milk pitcher 0.35 l', 10.9], ['Milk pitcher 0.6 l', 12.9], ['Milk pitcher 1 l', 15.9], ['Tamper 58 mm', 21.5],
      ['Tamping mat', 7.4], ['Knock box', 19.8], ['Barista cloths, 4 pcs', 8.6], ['Group head brush', 4.8],
      ['Shot glass with scale', 3.6], ['Coffee scale 2 kg / 0.1 g', 34.9], ['Kitchen scale 5 kg', 18.4],
      ['Thermometer, milk', 6.9], ['Cocoa shaker', 5.1], ['Syrup pump', 4.2], ['Cake server', 7.9], ['Cake stand 30 cm', 26.4],
      ['Glass dome 28 cm', 22.8], ['Pastry tongs', 3.9], ['Whisk 25 cm', 5.6], ['Silicone spatula', 4.3],
      ['Measuring jug 1 l', 6.6], ['Mixing bowl set, 3 pcs', 24.9], ['Springform 26 cm', 13.7], ['Waffle iron, heart', 49.5, 'winter'],
      ['Lemon squeezer', 8.3, 'summer'], ['Ice cube tray, large', 5.4, 'summer'], ['Storage jar 1 l', 7.1], ['Bean cellar 1 kg', 27.3],
    ],
  },
  {
    category: 'Biscuits & confectionery',
    prefix: 'SW',
    variants: whole,
    goods: [
      ['Caramel biscuits, single, 300 pcs', 17.8], ['Amaretti, 1 kg', 13.6], ['Cantuccini almond, 1 kg', 14.9],
      ['Butter shortbread, 150 g', 2.9], ['Oat biscuits, 200 g', 2.4], ['Brown kluntje sugar, 500 g', 2.2],
      ['White kluntje sugar, 1 kg', 3.4], ['Sugar sticks, 1000 pcs', 9.9], ['Dark chocolate 70 %, 100 g', 2.1],
      ['Milk chocolate hazelnut, 100 g', 2.1], ['Drinking chocolate 33 %, 1 kg', 12.8, 'winter'], ['Drinking chocolate white, 1 kg', 13.4],
      ['Marzipan potatoes, 500 g', 7.6, 'advent'], ['Lebkuchen hearts, 500 g', 5.9, 'advent'], ['Spekulatius, 600 g', 4.8, 'advent'],
      ['Candied ginger, 250 g', 4.6], ['Honey, linden blossom, 500 g', 6.7], ['Honey sticks, 50 pcs', 8.8], ['Almond syrup 0.7 l', 6.9],
      ['Vanilla syrup 0.7 l', 6.9], ['Caramel syrup 0.7 l', 6.9], ['Lime syrup 0.7 l', 6.9, 'summer'], ['Chocolate coffee beans, 1 kg', 16.5],
      ['Wafer rolls, 400 g', 4.1],
    ],
  },
  {
    category: 'Gifts & advent',
    prefix: 'GI',
    variants: whole,
    goods: [
      ['Advent calendar Tea, 24 sachets', 14.9, 'advent'], ['Advent calendar Coffee, 24 roasts', 22.5, 'advent'],
      ['Gift box Earl Grey & Shortbread', 16.8, 'winter'], ['Gift box Coffees of the World', 24.9], ['Gift set Matcha', 39.8],
      ['Gift set Tea for Two', 29.5], ['Tasting set Darjeeling, 5 × 25 g', 18.6], ['Tasting set Espresso, 4 × 125 g', 17.9],
      ['Winter tin, 150 g', 9.4, 'advent'], ['Mulled spice sachets, 20 pcs', 4.9, 'advent'], ['Picnic set Ice Tea', 27.2, 'summer'],
      ['Gift ribbon with tag, 25 pcs', 6.1], ['Hamper, willow, small', 11.8], ['Candle Earl Grey', 8.9, 'winter'],
    ],
  },
  {
    category: 'Filters & packaging',
    prefix: 'FP',
    variants: whole,
    goods: [
      ['Paper filters 02, 100 pcs', 2.6], ['Paper filters 04, 100 pcs', 2.8], ['Basket filters 250 mm, 500 pcs', 19.8],
      ['Tea filters size M, 100 pcs', 3.1], ['Paper cup 0.2 l, 50 pcs', 4.4], ['Paper cup 0.3 l, 50 pcs', 5.2], ['Lid 80 mm, 100 pcs', 4.8],
      ['Block-bottom bag 250 g, 100 pcs', 14.6], ['Block-bottom bag 1 kg, 100 pcs', 21.9], ['Stirrers, wood, 1000 pcs', 5.9],
      ['Napkins, natural, 500 pcs', 7.2], ['Cup carrier, 100 pcs', 16.3], ['Descaler 1 l', 6.8], ['Cleaning tablets, 100 pcs', 12.4],
      ['Milk system cleaner 1 l', 8.7], ['Label roll, 500 pcs', 9.3],
    ],
  },
];
