#include "ui/shell/main_menus.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include "ui/shell/actions.h"

namespace layerlab {

void fillExports(QMenu& menu, const Actions& actions) {
    menu.addActions({actions.save_as, actions.export_stack});
    menu.addSeparator();
    menu.addActions(
        {actions.export_loss, actions.export_depths, actions.export_history, actions.export_difficulty, actions.export_answers});
    menu.addSeparator();
    menu.addAction(actions.export_report);
    menu.setToolTipsVisible(true);
}

void buildMenus(QMenuBar& bar, const Actions& actions, QMenu* examples, QMenu* recent, const QList<QAction*>& of_runs) {
    const auto menu = [&bar](const char* title) {
        QMenu* added = bar.addMenu(QCoreApplication::translate("Menus", title));
        added->setToolTipsVisible(true);  // where the reasons against a command stand
        return added;
    };
    QMenu* file = menu(QT_TRANSLATE_NOOP("Menus", "&File"));
    file->addAction(actions.new_experiment);
    file->addMenu(examples);
    file->addSeparator();
    file->addActions({actions.open, actions.open_run, actions.import_data});
    file->addMenu(recent);
    file->addSeparator();
    file->addActions({actions.save, actions.save_as, actions.revert});
    file->addSeparator();
    QMenu* out = file->addMenu(QCoreApplication::translate("Menus", "&Export"));
    fillExports(*out, actions);
    file->addSeparator();
    file->addAction(actions.quit);

    QMenu* edit = menu(QT_TRANSLATE_NOOP("Menus", "&Edit"));
    edit->addActions({actions.undo, actions.redo});
    edit->addSeparator();
    edit->addActions({actions.slot_cut, actions.slot_copy, actions.slot_paste, actions.slot_duplicate, actions.slot_delete});
    edit->addAction(actions.select_all);
    edit->addSeparator();
    edit->addAction(actions.commands);

    QMenu* stack = menu(QT_TRANSLATE_NOOP("Menus", "&Stack"));
    stack->addActions({actions.slot_insert, actions.slot_up, actions.slot_down});
    stack->addSeparator();
    stack->addActions({actions.share_layer, actions.share_attention, actions.share_feed_forward, actions.unshare});
    stack->addSeparator();
    stack->addActions({actions.slot_skip, actions.slot_freeze});

    QMenu* run = menu(QT_TRANSLATE_NOOP("Menus", "&Run"));
    run->addActions({actions.train, actions.pause, actions.step, actions.stop});
    run->addSeparator();
    run->addActions({actions.run_sweep, actions.pause_sweep, actions.stop_sweep, actions.cancel_sweep});
    run->addSeparator();
    run->addActions({actions.resume_run, actions.duplicate_run});
    run->addSeparator();
    run->addActions({actions.measure_depths, actions.measure_by, actions.smaller_model, actions.try_model});
    run->addSeparator();
    QMenu* selected = run->addMenu(QCoreApplication::translate("Menus", "Selected r&uns"));
    selected->addActions(of_runs);
    selected->setToolTipsVisible(true);
    run->addAction(actions.filter_runs);

    QMenu* view = menu(QT_TRANSLATE_NOOP("Menus", "&View"));
    view->addActions({actions.show_draft, actions.show_run});
    view->addSeparator();
    view->addActions({actions.stack_tab, actions.yaml_tab, actions.compare_tab, actions.sweep_tab, actions.fit_stack, actions.fit_charts});
    view->addSeparator();
    view->addActions({actions.inspector_panel, actions.charts_panel, actions.runs_panel, actions.sweeps_panel, actions.arrange_panels});
    view->addSeparator();
    QMenu* theme = view->addMenu(QCoreApplication::translate("Menus", "&Theme"));
    theme->addActions({actions.theme_system, actions.theme_light, actions.theme_dark});
    theme->addSeparator();
    theme->addAction(actions.toggle_theme);

    QMenu* language = view->addMenu(QCoreApplication::translate("Menus", "&Language"));
    language->addActions({actions.language_system, actions.language_english, actions.language_chinese});

    QMenu* help = menu(QT_TRANSLATE_NOOP("Menus", "&Help"));
    help->addActions({actions.help, actions.help_keys, actions.tour});
    help->addSeparator();
    help->addActions({actions.about, actions.about_qt});
}

}  // namespace layerlab
