/** When a category sells: its share of an ordinary month, January first; 1 where nothing is said. */
type Season = readonly number[];

export interface CategoryData {
  name: string;
  prefix: string;
  description: string;
  /** Units; null leaves it to the company. */
  threshold: number | null;
  season?: Season;
  /** Share of stock that must be thrown away when it is too old; what is not food keeps. */
  perishable?: true;
  /** `name | price | variant × factor, …`: each variant is a product; prices in EUR. */
  items: string;
}

const summer: Season = [0.6, 0.6, 0.8, 1, 1.3, 1.6, 1.8, 1.7, 1.2, 0.8, 0.6, 0.7];
const winter: Season = [1, 0.9, 0.7, 0.6, 0.5, 0.4, 0.4, 0.5, 0.9, 1.4, 2.1, 2.3];

export const CATEGORIES: readonly CategoryData[] = [
  {
    name: 'Coffee & Tea',
    prefix: 'COF',
    description: 'Beans, ground coffee, leaf tea and what goes with them',
    threshold: 12,
    perishable: true,
    items: `
      Espresso Beans Forte | 17.90 | 250 g × 0.32, 500 g × 0.57, 1 kg × 1
      House Blend Beans | 14.50 | 250 g × 0.32, 1 kg × 1
      Single Origin Ethiopia Sidamo | 21.40 | 250 g × 0.34, 1 kg × 1
      Decaf Beans Swiss Water | 19.60 | 500 g × 0.57, 1 kg × 1
      Filter Coffee Ground Medium | 12.80 | 500 g × 0.55, 1 kg × 1
      Assam Leaf Tea | 9.80 | 250 g × 1, 1 kg × 3.5
      Earl Grey Tea Bags | 5.90 | Box of 50 × 1, Box of 200 × 3.4
      Peppermint Herbal Tea | 4.90 | Box of 25 × 1, Box of 100 × 3.5
      Sencha Green Tea | 12.20 | 100 g × 0.5, 250 g × 1
      Chai Latte Powder | 11.50 | 1 kg × 1
      Drinking Chocolate 33 % | 10.90 | 1 kg × 1, 2.5 kg × 2.3
      Demerara Sugar Sticks | 8.40 | Box of 500 × 1
      Rooibos Vanilla | 6.40 | 250 g × 1, 1 kg × 3.4
      Cold Brew Concentrate | 8.20 | 500 ml × 1
      Matcha Culinary Grade | 18.60 | 100 g × 1`,
  },
  {
    name: 'Dry Goods & Grains',
    prefix: 'DRY',
    description: 'Flour, rice, pasta, pulses',
    threshold: 15,
    perishable: true,
    items: `
      Tipo 00 Flour | 2.10 | 1 kg × 1, 5 kg × 4.4, 25 kg × 19
      Wholemeal Spelt Flour | 2.90 | 1 kg × 1, 5 kg × 4.5
      Arborio Rice | 4.20 | 1 kg × 1, 5 kg × 4.6
      Basmati Rice | 3.90 | 1 kg × 1, 10 kg × 8.8
      Spaghetti Bronze Cut | 2.40 | 500 g × 1, 3 kg × 5.2
      Penne Rigate | 2.20 | 500 g × 1, 3 kg × 5.2
      Red Lentils | 3.10 | 1 kg × 1, 5 kg × 4.5
      Chickpeas Dried | 2.80 | 1 kg × 1, 5 kg × 4.5
      Rolled Oats Organic | 2.60 | 1 kg × 1, 10 kg × 8.5
      Quinoa White | 6.90 | 1 kg × 1
      Polenta Fine | 2.30 | 1 kg × 1, 5 kg × 4.5
      Couscous Medium | 2.70 | 1 kg × 1, 5 kg × 4.5
      Bulgur Coarse | 2.60 | 1 kg × 1, 5 kg × 4.5
      Black Beans Dried | 3.30 | 1 kg × 1
      Dry Yeast | 4.90 | 500 g × 1`,
  },
  {
    name: 'Oils & Vinegars',
    prefix: 'OIL',
    description: 'Cooking and finishing oils, vinegars',
    threshold: 10,
    perishable: true,
    items: `
      Extra Virgin Olive Oil Kalamata | 9.90 | 500 ml × 0.62, 1 l × 1, 5 l × 4.5
      Extra Virgin Olive Oil Arbequina | 11.40 | 500 ml × 0.62, 1 l × 1
      Sunflower Oil | 3.20 | 1 l × 1, 10 l × 8.9
      Rapeseed Oil Cold Pressed | 6.40 | 750 ml × 1, 5 l × 5.8
      Toasted Sesame Oil | 7.80 | 250 ml × 1, 1 l × 3.5
      Walnut Oil | 9.60 | 250 ml × 1
      White Wine Vinegar | 3.40 | 500 ml × 1, 5 l × 7.9
      Balsamic Vinegar of Modena | 6.80 | 250 ml × 0.6, 500 ml × 1, 5 l × 8.4
      Apple Cider Vinegar Unfiltered | 4.20 | 750 ml × 1, 5 l × 5.6
      Sherry Vinegar Reserva | 7.20 | 375 ml × 1
      Truffle Flavoured Oil | 12.50 | 250 ml × 1
      Chilli Infused Olive Oil | 8.70 | 250 ml × 1
      Frying Oil High Oleic | 3.60 | 10 l × 9.4, 20 l × 18
      Avocado Oil | 10.20 | 250 ml × 0.7, 500 ml × 1.2
      Rice Vinegar | 3.70 | 500 ml × 1, 1.8 l × 2.8`,
  },
  {
    name: 'Sauces & Condiments',
    prefix: 'SAU',
    description: 'Mustards, ketchup, pickles, spreads and spices',
    threshold: 12,
    perishable: true,
    items: `
      Dijon Mustard | 3.60 | 200 g × 0.6, 1 kg × 2.3
      Wholegrain Mustard | 3.80 | 200 g × 0.6, 1 kg × 2.3
      Tomato Ketchup | 2.90 | 500 ml × 1, 5 l × 7.4
      Mayonnaise Free Range | 4.10 | 500 ml × 1, 5 l × 7.2
      Sriracha Hot Sauce | 4.60 | 435 ml × 1, 740 ml × 1.5
      Soy Sauce Naturally Brewed | 4.40 | 250 ml × 0.7, 1.5 l × 2.9
      Peeled Plum Tomatoes | 1.70 | 400 g × 1, 2.5 kg × 4.2
      Basil Pesto Genovese | 5.20 | 190 g × 0.8, 1 kg × 3.1
      Cornichons in Vinegar | 4.30 | 370 g × 1, 2.4 kg × 4.1
      Capers in Brine | 3.90 | 100 g × 0.7, 1 kg × 4
      Smoked Paprika | 4.80 | 75 g × 0.6, 500 g × 2.6
      Black Peppercorns | 6.10 | 100 g × 0.6, 1 kg × 4.3
      Sea Salt Flakes | 5.40 | 250 g × 0.7, 1.5 kg × 2.8
      Strawberry Jam Portions | 9.20 | Box of 120 × 1
      Honey Blossom | 6.90 | 500 g × 1, 1 kg × 1.9`,
  },
  {
    name: 'Confectionery & Snacks',
    prefix: 'SNA',
    description: 'Biscuits, chocolate, nuts and crisps',
    threshold: 20,
    perishable: true,
    items: `
      Sea Salt Crisps | 1.10 | 40 g × 0.7, 150 g × 1.6
      Paprika Crisps | 1.10 | 40 g × 0.7, 150 g × 1.6
      Roasted Almonds Salted | 6.80 | 150 g × 0.5, 1 kg × 2.7
      Cashews Natural | 7.40 | 150 g × 0.5, 1 kg × 2.8
      Dark Chocolate 70 % | 2.60 | 100 g × 1, Box of 200 minis × 8.5
      Milk Chocolate Hazelnut | 2.60 | 100 g × 1
      Caramelised Biscuits | 2.20 | 250 g × 1, Box of 300 × 6.3
      Oat Cookies Cranberry | 3.10 | 200 g × 1
      Fruit & Nut Bar | 1.40 | Single × 1, Box of 24 × 21
      Protein Bar Peanut | 1.90 | Single × 1, Box of 12 × 10.8
      Liquorice Mix | 4.20 | 1 kg × 1
      Peppermints Tin | 1.60 | Single × 1, Box of 20 × 18
      Pretzel Sticks | 1.30 | 150 g × 1, 1 kg × 5.2
      Olives Marinated Snack Pouch | 1.70 | 70 g × 1
      Rice Crackers | 1.90 | 150 g × 1
      Madeleines Butter | 3.80 | Box of 30 × 1`,
  },
  {
    name: 'Soft Drinks & Water',
    prefix: 'DRK',
    description: 'Water, juices, lemonades and syrups',
    threshold: 24,
    season: summer,
    perishable: true,
    items: `
      Still Water Glass | 0.75 | 330 ml × 1, 750 ml × 1.5
      Sparkling Water Glass | 0.78 | 330 ml × 1, 750 ml × 1.5
      Orange Juice Not From Concentrate | 2.40 | 250 ml × 0.5, 1 l × 1
      Apple Juice Cloudy | 2.10 | 250 ml × 0.5, 1 l × 1
      Elderflower Lemonade | 1.35 | 275 ml × 1, 750 ml × 2.3
      Ginger Beer | 1.45 | 275 ml × 1
      Tonic Water Premium | 1.25 | 200 ml × 1
      Cola Organic | 1.30 | 330 ml × 1
      Iced Tea Peach | 1.40 | 330 ml × 1, 1.5 l × 2.4
      Vanilla Syrup | 7.90 | 700 ml × 1
      Caramel Syrup | 7.90 | 700 ml × 1
      Kombucha Ginger Lime | 2.20 | 330 ml × 1
      Coconut Water | 1.80 | 330 ml × 1, 1 l × 2.4
      Oat Drink Barista | 2.30 | 1 l × 1
      Rhubarb Spritzer | 1.45 | 330 ml × 1
      Tomato Juice | 2.10 | 200 ml × 0.5, 1 l × 1
      Almond Drink Barista | 2.60 | 1 l × 1`,
  },
  {
    name: 'Tableware & Glassware',
    prefix: 'TAB',
    description: 'Plates, cups, glasses, cutlery',
    threshold: 8,
    items: `
      Stoneware Dinner Plate 27 cm | 8.40 | Sand × 1, Slate × 1, Ocean × 1.05
      Stoneware Bowl 16 cm | 6.20 | Sand × 1, Slate × 1
      Espresso Cup with Saucer 80 ml | 4.90 | White × 1, Black × 1.1
      Cappuccino Cup with Saucer 180 ml | 5.90 | White × 1, Black × 1.1
      Latte Glass 350 ml | 3.60 | Clear × 1
      Water Tumbler 300 ml | 2.10 | Clear × 1, Smoke × 1.2
      Wine Glass Burgundy 580 ml | 5.40 | Clear × 1
      Champagne Flute 210 ml | 4.80 | Clear × 1
      Beer Glass 500 ml | 2.90 | Clear × 1
      Table Knife Classic | 2.40 | 12 pieces × 10.5
      Table Fork Classic | 2.10 | 12 pieces × 10.5
      Teaspoon Classic | 1.20 | 12 pieces × 10.5
      Steak Knife Wooden Handle | 6.90 | Single × 1, Set of 6 × 5.6
      Serving Board Acacia | 18.50 | Small × 0.7, Large × 1.3
      Carafe 1 l | 7.60 | Clear × 1
      Salt and Pepper Mill | 16.90 | Beech × 1, Walnut × 1.2
      Sugar Shaker | 5.20 | Clear × 1`,
  },
  {
    name: 'Kitchen Tools',
    prefix: 'KIT',
    description: 'Knives, pans, moulds and small equipment',
    threshold: 4,
    items: `
      Chef's Knife 20 cm | 48.00 | Single × 1
      Paring Knife 9 cm | 12.50 | Single × 1
      Cutting Board HACCP | 14.90 | Red × 1, Green × 1, Blue × 1
      Frying Pan Carbon Steel | 32.00 | 24 cm × 0.8, 28 cm × 1
      Saucepan Stainless | 41.00 | 2 l × 0.8, 4 l × 1.2
      Stock Pot with Lid | 79.00 | 10 l × 1, 20 l × 1.6
      Whisk Stainless | 8.90 | 25 cm × 0.8, 35 cm × 1.1
      Silicone Spatula | 6.40 | Single × 1
      Mixing Bowl Stainless | 11.20 | 3 l × 1, 8 l × 1.9
      Gastronorm Pan 1/1 | 16.40 | 65 mm × 1, 150 mm × 1.7
      Digital Probe Thermometer | 24.90 | Single × 1
      Kitchen Scale 5 kg | 36.00 | Single × 1
      Sieve Fine Mesh | 9.70 | 18 cm × 0.8, 24 cm × 1.1
      Piping Bags Disposable | 12.10 | Roll of 100 × 1
      Milk Jug Barista | 15.80 | 350 ml × 0.9, 600 ml × 1.1
      Coffee Tamper 58 mm | 29.50 | Single × 1
      Tongs Stainless | 7.40 | 24 cm × 0.9, 30 cm × 1`,
  },
  {
    name: 'Cleaning & Hygiene',
    prefix: 'CLN',
    description: 'Detergents, disinfectants, gloves, paper',
    threshold: 12,
    items: `
      Dishwasher Detergent Liquid | 24.80 | 5 l × 1, 12 kg × 2.2
      Rinse Aid | 22.40 | 5 l × 1
      All-Purpose Cleaner | 4.20 | 1 l × 1, 10 l × 7.6
      Surface Disinfectant Spray | 5.60 | 750 ml × 1, 5 l × 5.1
      Hand Soap | 3.80 | 500 ml × 1, 5 l × 6.3
      Hand Sanitiser Gel | 4.60 | 500 ml × 1
      Nitrile Gloves | 7.90 | Size S × 1, Size M × 1, Size L × 1
      Microfibre Cloths | 9.20 | Pack of 10 × 1
      Scouring Pads | 3.10 | Pack of 10 × 1
      Bin Liners 120 l | 6.70 | Roll of 25 × 1
      Paper Hand Towels | 27.50 | Box of 3000 × 1
      Toilet Tissue 3-ply | 18.90 | Pack of 48 × 1
      Coffee Machine Cleaning Tablets | 13.40 | Tub of 100 × 1
      Descaler Liquid | 8.20 | 1 l × 1
      Floor Cleaner Citrus | 9.40 | 1 l × 0.4, 10 l × 2.6
      Glass Cleaner | 3.90 | 750 ml × 1, 5 l × 4.9
      Mop Head Cotton | 7.20 | Pack of 5 × 3.9
      Aprons Disposable | 8.60 | Pack of 100 × 1`,
  },
  {
    name: 'Paper & Disposables',
    prefix: 'PAP',
    description: 'Napkins, cups, take-away boxes, straws',
    threshold: 20,
    items: `
      Napkins 33 cm 2-ply | 2.90 | White × 1, Bordeaux × 1.1, Forest × 1.1
      Napkins 40 cm Airlaid | 6.80 | White × 1, Linen × 1.1
      Hot Cup Kraft 240 ml | 5.40 | Sleeve of 50 × 1, Box of 1000 × 17
      Hot Cup Kraft 360 ml | 6.20 | Sleeve of 50 × 1, Box of 1000 × 17
      Cup Lid Sugarcane 80 mm | 4.10 | Sleeve of 50 × 1
      Paper Straws | 3.60 | Pack of 250 × 1
      Salad Bowl Kraft 750 ml | 8.90 | Pack of 50 × 1
      Soup Container 500 ml | 9.60 | Pack of 50 × 1
      Burger Box Kraft | 7.80 | Pack of 50 × 1
      Pizza Box 32 cm | 14.20 | Pack of 100 × 1
      Wooden Cutlery Set | 9.90 | Pack of 100 × 1
      Baking Paper Sheets | 12.60 | Box of 500 × 1
      Aluminium Foil 45 cm | 11.30 | Roll of 150 m × 1
      Cling Film 45 cm | 9.40 | Roll of 300 m × 1
      Till Rolls 80 mm | 15.70 | Box of 50 × 1
      Place Mats Paper | 7.40 | Pack of 250 × 1
      Food Wrap Greaseproof | 13.20 | Pack of 1000 × 1
      Cup Carrier Tray | 10.40 | 2 cups Pack of 100 × 1, 4 cups Pack of 100 × 1.4
      Cocktail Picks Bamboo | 3.20 | Pack of 200 × 1
      Doilies Round | 4.40 | Pack of 250 × 1`,
  },
  {
    name: 'Storage & Packaging',
    prefix: 'PKG',
    description: 'Boxes, bags, labels and jars',
    threshold: 8,
    items: `
      Shipping Carton Single Wall | 0.62 | 20 × 15 × 10 cm × 1, 30 × 20 × 15 cm × 1.5, 60 × 40 × 40 cm × 3.9
      Paper Carrier Bag | 0.28 | Small × 1, Medium × 1.4, Large × 1.9
      Stand-Up Pouch Kraft | 21.50 | 250 g Pack of 100 × 1, 1 kg Pack of 100 × 1.7
      Preserving Jar | 1.90 | 250 ml × 0.7, 500 ml × 1, 1 l × 1.4
      Food Storage Box Polypropylene | 6.90 | 2 l × 0.7, 6 l × 1.3, 12 l × 1.9
      Vacuum Bags | 16.80 | 20 × 30 cm Pack of 100 × 1, 30 × 40 cm Pack of 100 × 1.6
      Date Labels Day of the Week | 11.90 | Roll of 500 × 1
      Thermal Labels 100 × 150 | 9.80 | Roll of 500 × 1
      Packing Tape Paper | 2.70 | Single × 1, Pack of 36 × 31
      Bubble Wrap Recycled | 18.40 | Roll of 100 m × 1
      Bottle Glass Swing Top | 2.60 | 500 ml × 1, 1 l × 1.4
      Ingredient Bin on Wheels | 89.00 | 80 l × 1
      Document Pouches A5 | 14.60 | Pack of 250 × 1
      Stretch Film Hand | 12.90 | Roll of 300 m × 1
      Cake Box White | 0.58 | 20 cm × 1, 30 cm × 1.6`,
  },
  {
    name: 'Seasonal & Gifts',
    prefix: 'SEA',
    description: 'Christmas, Easter and gift sets',
    threshold: 6,
    season: winter,
    items: `
      Mulled Wine Spice Mix | 5.60 | 100 g × 1, 1 kg × 6.4
      Gingerbread House Kit | 12.90 | Single × 1
      Stollen Traditional | 9.80 | 500 g × 0.7, 1 kg × 1.2
      Advent Calendar Tea | 16.50 | Single × 1
      Advent Calendar Chocolate | 11.90 | Single × 1
      Christmas Napkins 33 cm | 3.40 | Stars × 1, Forest × 1
      Candle Beeswax | 7.20 | 10 cm × 0.8, 20 cm × 1.4
      Gift Hamper Deli | 39.00 | Small × 0.8, Large × 1.6
      Gift Box Coffee Lovers | 28.00 | Single × 1
      Gift Box Olive Oil Trio | 31.50 | Single × 1
      Gift Wrap Recycled | 4.10 | Roll of 10 m × 1
      Cinnamon Sticks | 6.30 | 100 g × 0.7, 500 g × 2.6
      Panettone Classic | 13.40 | 750 g × 1
      Ribbon Cotton | 3.80 | Red × 1, Natural × 1
      Chocolate Easter Eggs | 8.90 | Pack of 12 × 1, Box of 200 × 9.6
      Speculaas Windmill Biscuits | 4.20 | 400 g × 1, 3 kg × 6.4
      Fairy Lights LED | 14.90 | 10 m × 1
      Gift Tags Kraft | 2.90 | Pack of 50 × 1`,
  },
];
