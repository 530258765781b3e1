#include "ui/shell/main_menus.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include "ui/shell/actions.h"

namespace layerlab {

void buildMenus(QMenuBar& bar, const Actions& actions, QMenu* examples, QMenu* recent) {
    const auto menu = [&bar](const char* title) {
        QMenu* added = bar.addMenu(QCoreApplication::translate("Menus", title));
        added->setToolTipsVisible(true);  // where the reasons against a command stand
        return added;
    };
    QMenu* file = menu(QT_TRANSLATE_NOOP("Menus", "&File"));
    file->addAction(actions.new_experiment);
    file->addMenu(examples);
    file->addSeparator();
    file->addActions({actions.open, actions.open_run});
    file->addMenu(recent);
    file->addSeparator();
    file->addActions({actions.save, actions.save_as});
    file->addSeparator();
    file->addAction(actions.quit);

    QMenu* edit = menu(QT_TRANSLATE_NOOP("Menus", "&Edit"));
    edit->addActions({actions.undo, actions.redo});
    edit->addSeparator();
    edit->addAction(actions.commands);

    QMenu* run = menu(QT_TRANSLATE_NOOP("Menus", "&Run"));
    run->addActions({actions.train, actions.pause, actions.step, actions.stop});
    run->addSeparator();
    run->addActions({actions.resume_run, actions.duplicate_run});

    QMenu* view = menu(QT_TRANSLATE_NOOP("Menus", "&View"));
    view->addActions({actions.show_draft, actions.show_run});
    view->addSeparator();
    view->addActions({actions.stack_tab, actions.yaml_tab, actions.fit_stack});
    view->addSeparator();
    view->addActions({actions.inspector_panel, actions.charts_panel, actions.runs_panel, actions.arrange_panels});
    view->addSeparator();
    QMenu* theme = view->addMenu(QCoreApplication::translate("Menus", "&Theme"));
    theme->addActions({actions.theme_system, actions.theme_light, actions.theme_dark});
    theme->addSeparator();
    theme->addAction(actions.toggle_theme);

    QMenu* help = menu(QT_TRANSLATE_NOOP("Menus", "&Help"));
    help->addActions({actions.about, actions.about_qt});
}

}  // namespace layerlab
