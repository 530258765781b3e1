#include "ui/library/run_actions.h"

#include <QActionGroup>
#include <QPainter>
#include <QPixmap>

#include "ui/shell/actions.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

QIcon swatch(const QColor& colour) {
    QIcon icon;
    for (const int size : {16, 24, 32}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QRectF(0, 0, size, size).adjusted(size / 6.0, size / 6.0, -size / 6.0, -size / 6.0));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

}  // namespace

QString paletteName(int colour) {
    switch (colour) {
        case 0:
            return RunActions::tr("Blue");
        case 1:
            return RunActions::tr("Vermilion");
        case 2:
            return RunActions::tr("Green");
        case 3:
            return RunActions::tr("Pink");
        case 4:
            return RunActions::tr("Ochre");
        case 5:
            return RunActions::tr("Sky blue");
        case 6:
            return RunActions::tr("Violet");
        case 7:
            return RunActions::tr("Grey");
        default:
            return RunActions::tr("Automatic");
    }
}

RunActions::RunActions(QWidget* table) : QObject(table), m_table(table), m_colour_menu(std::make_unique<QMenu>()) {
    open = add("openRun", tr("&Open the selected run"), tr("Show its charts and its stack"),
               {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    overlay =
        add("overlayRun", tr("O&verlay in charts"), tr("Draw the selected runs over the run on display"), {QKeySequence(Qt::Key_Space)});
    overlay->setCheckable(true);
    compare = add("compareRuns", tr("Comp&are"), tr("Add the selected runs to the comparison"), {QKeySequence(QStringLiteral("Ctrl+E"))});
    compare->setShortcutContext(Qt::WindowShortcut);  // also from the comparison itself
    rename =
        add("renameRun", tr("Re&name…"), tr("Give the selected run another name; its folder keeps its own"), {QKeySequence(Qt::Key_F2)});
    m_colour_menu->setTitle(tr("&Colour"));
    auto* one_of = new QActionGroup(this);
    for (int i = 0; i <= palette_size; ++i) {
        if (i == palette_size) m_colour_menu->addSeparator();
        QAction* action = m_colour_menu->addAction(QStringLiteral("&%1  %2").arg((i + 1) % 10).arg(paletteName(i)));
        action->setCheckable(true);
        action->setObjectName(QStringLiteral("runColour%1").arg(i));
        one_of->addAction(action);
        m_colours << action;
    }
    tags = add("tagRun", tr("&Tags…"), tr("Tags of the selected runs"));
    note = add("noteRun", tr("Not&e…"), tr("Write a note about the selected run"));
    resume = add("resumeRun", tr("&Resume"), tr("Go on with the selected run from its last checkpoint"));
    duplicate = add("duplicateRun", tr("&Duplicate as new experiment"), tr("Make a draft from the selected run"));
    smaller = add("smallerRun", tr("Smaller mode&l…"), tr("Open the selected run and take a smaller model out of it"));
    open_folder = add("openRunFolder", tr("Open &folder"), tr("Show the folder of the selected run"));
    copy_path = add("copyRunPath", tr("Copy &path"), tr("Copy the paths of the selected runs"), {QKeySequence(QKeySequence::Copy)});
    archive = add("archiveRun", tr("Arc&hive"), tr("Take the selected runs out of sight; they stay where they are"));
    archive->setCheckable(true);
    trash = add("trashRun", tr("&Move to trash"), tr("Move the selected runs to the trash; this can be undone"),
                {QKeySequence(Qt::Key_Delete)});
    empty_trash = add("emptyRunsTrash", tr("Empt&y trash…"), tr("Delete the runs in the trash for good"));
    group = add("groupRuns", tr("&Group by…"), tr("Show the runs in groups of one value of a key, with their means"));
    show_archived = add("showArchived", tr("Sho&w archived runs"), tr("Show the runs that were taken out of sight, too"));
    show_archived->setCheckable(true);
    recolour();
}

QAction* RunActions::add(const char* name, const QString& text, const QString& help, const QList<QKeySequence>& shortcuts) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setProperty("help", help);
    action->setShortcuts(shortcuts);
    // Of the table alone: in an editor inside it these keys are for typing.
    action->setShortcutContext(Qt::WidgetShortcut);
    Actions::allow(action, {});
    m_table->addAction(action);
    return action;
}

QList<QAction*> RunActions::all() const {
    return {open,    overlay,     compare,   rename,  colour(), tags,        note,  resume,       duplicate,
            smaller, open_folder, copy_path, archive, trash,    empty_trash, group, show_archived};
}

void RunActions::fill(QMenu& menu) const {
    menu.addActions({open, overlay, compare});
    menu.addSeparator();
    menu.addActions({rename, colour(), tags, note});
    menu.addSeparator();
    menu.addActions({resume, duplicate, smaller});
    menu.addSeparator();
    menu.addActions({open_folder, copy_path});
    menu.addSeparator();
    menu.addActions({archive, trash, empty_trash});
    menu.addSeparator();
    menu.addActions({group, show_archived});
}

void RunActions::recolour() {
    for (int i = 0; i < palette_size; ++i) m_colours[i]->setIcon(swatch(theme().categorical(i)));
}

}  // namespace layerlab
