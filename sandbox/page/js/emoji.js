// The emoji that people and bots use most, by their short names. An unknown one stays as it was written.

const TABLE = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂 rolling_on_the_floor_laughing 🤣 rofl 🤣
relaxed ☺️ blush 😊 innocent 😇 slightly_smiling_face 🙂 simple_smile 🙂 upside_down_face 🙃 wink 😉 relieved 😌 heart_eyes 😍
smiling_face_with_3_hearts 🥰 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪
face_with_raised_eyebrow 🤨 face_with_monocle 🧐 nerd_face 🤓 sunglasses 😎 star-struck 🤩 partying_face 🥳 smirk 😏 unamused 😒
disappointed 😞 pensive 😔 worried 😟 confused 😕 slightly_frowning_face 🙁 white_frowning_face ☹️ persevere 😣 tired_face 😫
weary 😩 pleading_face 🥺 cry 😢 sob 😭 angry 😠 rage 😡 exploding_head 🤯 flushed 😳 scream 😱 fearful 😨 cold_sweat 😰
hugging_face 🤗 thinking_face 🤔 thinking 🤔 face_with_hand_over_mouth 🤭 shushing_face 🤫 neutral_face 😐 expressionless 😑
no_mouth 😶 grimacing 😬 face_with_rolling_eyes 🙄 hushed 😯 open_mouth 😮 astonished 😲 sleeping 😴 sleepy 😪 zipper_mouth_face 🤐
mask 😷 robot_face 🤖 ghost 👻 skull 💀 wave 👋 raised_back_of_hand 🤚 raised_hand ✋ hand ✋ spock-hand 🖖 ok_hand 👌
v ✌️ crossed_fingers 🤞 hand_with_index_and_middle_fingers_crossed 🤞 the_horns 🤘 call_me_hand 🤙 point_left 👈 point_right 👉
point_up_2 👆 point_up ☝️ point_down 👇 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ facepunch 👊 punch 👊 clap 👏
raised_hands 🙌 open_hands 👐 palms_up_together 🤲 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 ear 👂 eyes 👀 eye 👁️ brain 🧠
baby 👶 person_raising_hand 🙋 raising_hand 🙋 shrug 🤷 facepalm 🤦 bow 🙇 dancer 💃 walking 🚶 runner 🏃 running 🏃 couple 👫
busts_in_silhouette 👥 bust_in_silhouette 👤 speaking_head_in_silhouette 🗣️ footprints 👣 heart ❤️ orange_heart 🧡 yellow_heart 💛
green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 broken_heart 💔 two_hearts 💕 sparkling_heart 💖 100 💯 anger 💢 boom 💥
dizzy 💫 sweat_drops 💦 dash 💨 speech_balloon 💬 thought_balloon 💭 zzz 💤 sunny ☀️ partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️
snowflake ❄️ zap ⚡ fire 🔥 droplet 💧 ocean 🌊 rainbow 🌈 star ⭐ star2 🌟 sparkles ✨ crescent_moon 🌙 earth_africa 🌍
earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐 compass 🧭 mountain ⛰️ seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳 herb 🌿
four_leaf_clover 🍀 leaves 🍃 fallen_leaf 🍂 maple_leaf 🍁 cactus 🌵 tulip 🌷 sunflower 🌻 rose 🌹 bouquet 💐 blossom 🌼
cherry_blossom 🌸 mushroom 🍄 apple 🍎 banana 🍌 watermelon 🍉 strawberry 🍓 avocado 🥑 bread 🍞 croissant 🥐 pizza 🍕 taco 🌮
cookie 🍪 birthday 🎂 cake 🍰 coffee ☕ tea 🍵 beer 🍺 beers 🍻 champagne 🍾 clinking_glasses 🥂 dog 🐶 cat 🐱 mouse 🐭 rabbit 🐰
fox_face 🦊 bear 🐻 panda_face 🐼 lion_face 🦁 cow 🐮 pig 🐷 frog 🐸 monkey_face 🐵 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊
chicken 🐔 penguin 🐧 bird 🐦 owl 🦉 duck 🦆 eagle 🦅 bee 🐝 butterfly 🦋 turtle 🐢 snail 🐌 octopus 🐙 whale 🐳 dolphin 🐬 fish 🐟
unicorn_face 🦄 rocket 🚀 airplane ✈️ car 🚗 bus 🚌 bike 🚲 train 🚆 ship 🚢 anchor ⚓ construction 🚧 house 🏠 house_with_garden 🏡
office 🏢 school 🏫 hospital 🏥 bank 🏦 tent ⛺ sunrise 🌅 bridge_at_night 🌉 watch ⌚ hourglass ⌛ hourglass_flowing_sand ⏳
alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock9 🕘 clock12 🕛 calendar 📅 date 📅 spiral_calendar_pad 🗓️ spiral_note_pad 🗒️
tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 ribbon 🎀 trophy 🏆 medal 🏅 sports_medal 🏅 first_place_medal 🥇 second_place_medal 🥈
third_place_medal 🥉 soccer ⚽ basketball 🏀 dart 🎯 bowling 🎳 video_game 🎮 game_die 🎲 jigsaw 🧩 art 🎨 musical_note 🎵 notes 🎶
guitar 🎸 microphone 🎤 headphones 🎧 clapper 🎬 camera 📷 movie_camera 🎥 tv 📺 phone ☎️ telephone_receiver 📞 iphone 📱 computer 💻
desktop_computer 🖥️ keyboard ⌨️ printer 🖨️ floppy_disk 💾 cd 💿 battery 🔋 electric_plug 🔌 bulb 💡 flashlight 🔦 candle 🕯️
moneybag 💰 credit_card 💳 chart 💹 email 📧 e-mail 📧 envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 package 📦
mailbox 📫 postbox 📮 ballot_box_with_ballot 🗳️ pencil2 ✏️ pencil 📝 memo 📝 lower_left_pencil 🖊️ briefcase 💼 file_folder 📁
open_file_folder 📂 card_index 📇 card_file_box 🗃️ chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋
pushpin 📌 round_pushpin 📍 paperclip 📎 straight_ruler 📏 scissors ✂️ wastebasket 🗑️ lock 🔒 unlock 🔓 key 🔑 hammer 🔨 wrench 🔧
hammer_and_wrench 🛠️ gear ⚙️ nut_and_bolt 🔩 link 🔗 chains ⛓️ microscope 🔬 telescope 🔭 satellite 📡 books 📚 book 📖 open_book 📖
green_book 📗 blue_book 📘 orange_book 📙 notebook 📓 bookmark 🔖 label 🏷️ newspaper 📰 scroll 📜 page_facing_up 📄 mag 🔍 mag_right 🔎
bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speaker 🔈 mute 🔇 warning ⚠️ no_entry ⛔ no_entry_sign 🚫 x ❌ o ⭕ white_check_mark ✅
heavy_check_mark ✔️ ballot_box_with_check ☑️ heavy_multiplication_x ✖️ question ❓ grey_question ❔ exclamation ❗ bangbang ‼️
interrobang ⁉️ information_source ℹ️ recycle ♻️ infinity ♾️ heavy_plus_sign ➕ heavy_minus_sign ➖ arrow_right ➡️ arrow_left ⬅️
arrow_up ⬆️ arrow_down ⬇️ arrow_upper_right ↗️ arrow_right_hook ↪️ leftwards_arrow_with_hook ↩️ arrows_counterclockwise 🔄 repeat 🔁
back 🔙 soon 🔜 top 🔝 new 🆕 free 🆓 sos 🆘 ok 🆗 cool 🆒 red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡
large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_green_square 🟩
large_yellow_square 🟨 large_red_square 🟥 small_blue_diamond 🔹 small_orange_diamond 🔸 one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣
six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 zero 0️⃣ hash #️⃣ checkered_flag 🏁 triangular_flag_on_post 🚩 white_flag 🏳️
shield 🛡️ umbrella ☂️ magic_wand 🪄 crystal_ball 🔮 teddy_bear 🧸 graduation_cap 🎓 mortar_board 🎓 crown 👑 eyeglasses 👓 dark_sunglasses 🕶️
shirt 👕 backpack 🎒 hiking_boot 🥾 ladder 🪜 parachute 🪂 world_map 🗺️ motorway 🛣️ railway_track 🛤️ potted_plant 🪴 people_hugging 🫂
face_with_peeking_eye 🫣 saluting_face 🫡 melting_face 🫠 heart_hands 🫶 yarn 🧶 thread 🧵 lotus_position 🧘 people_holding_hands 🧑‍🤝‍🧑`;

const BY_NAME = new Map();
const words = TABLE.trim().split(/\s+/);
for (let n = 0; n + 1 < words.length; n += 2) BY_NAME.set(words[n], words[n + 1]);

const TONES = ["🏻", "🏼", "🏽", "🏾", "🏿"];

/** The character of `:name:` (or of `:name::skin-tone-3:`), or null. */
export function emojiFor(name, tone) {
  const found = BY_NAME.get(name);
  if (!found) return null;
  return tone ? found.replace("️", "") + TONES[tone - 2] : found;
}

export const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g;

/** Plain text with its short names turned into characters. */
export const withEmoji = (text) =>
  text.replace(EMOJI, (whole, name, tone) => emojiFor(name, tone && Number(tone)) ?? whole);
