// The language of the window: what the person chose, or what the environment asks for; and the fonts Chinese needs.
#pragma once

#include <QCoreApplication>

namespace layerlab {

enum class Language { System, English, Chinese };

Language savedLanguage();
void saveLanguage(Language language);
// English or Chinese: the choice in force, from the environment if none was made.
Language effective();

// Puts the catalogues of the language in force in place, of the window, of the engine and of Qt, instead of any before.
// Widgets made afterwards speak it. False: the window's catalogue is missing, and it stays English.
bool installTranslators(QCoreApplication& application);

// Gives the application's fonts a family with Chinese characters, if Chinese is in force. False: no font on this system
// has them. Call it after QApplication was made and before the window.
bool ensureChineseFont();

}  // namespace layerlab
