# Compiles the translations and puts them under :/translations into every program that links layerlab-ui. Included by
# ui/CMakeLists.txt, because the resources belong to its target.
find_program(LAYERLAB_LRELEASE NAMES lrelease-qt6 lrelease6 lrelease HINTS /usr/lib/qt6/bin /usr/lib64/qt6/bin)
if(NOT LAYERLAB_LRELEASE)
  message(WARNING "lrelease of Qt 6 was not found (Debian: qt6-l10n-tools): the window will be in English only")
  return()
endif()

set(translations)
foreach(name layerlab_zh_CN layerlab_engine_zh_CN)
  set(source ${CMAKE_CURRENT_LIST_DIR}/${name}.ts)
  set(compiled ${CMAKE_CURRENT_BINARY_DIR}/${name}.qm)
  add_custom_command(OUTPUT ${compiled} DEPENDS ${source} VERBATIM
    COMMAND ${LAYERLAB_LRELEASE} -silent ${source} -qm ${compiled})
  list(APPEND translations ${compiled})
endforeach()
qt_add_resources(layerlab-ui translations PREFIX /translations BASE ${CMAKE_CURRENT_BINARY_DIR} FILES ${translations})
