@echo off
rem Runs Windlass from this folder: finds a JDK 21 or newer, builds what is not built yet, starts it.
rem
rem WINDLASS_JAVA_OPTS   more flags for the JVM
setlocal EnableExtensions DisableDelayedExpansion

set "root=%~dp0"
set "jar=%root%cli\target\windlass.jar"
set "java_home="

rem A JDK: JAVA_HOME, the PATH, then the folders that installers use.
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do for %%h in ("%%~dpj..") do call :try "%%~fh"
for %%p in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
  for /d %%h in ("%%~p\*") do call :try "%%~h"
)
if not defined java_home (
  echo windlass: needs a JDK 21 or newer; install one, or set JAVA_HOME to it 1>&2
  exit /b 2
)

if exist "%jar%" goto run
where mvn >nul 2>nul
if errorlevel 1 (
  echo windlass: not built yet, and Maven ^(mvn^) is not on the PATH; install it and run again 1>&2
  exit /b 2
)
echo windlass: building... 1>&2
set "JAVA_HOME=%java_home%"
pushd "%root%"
call mvn -B -q -Dmaven.test.skip -pl cli -am package 1>&2 <nul
popd
if not exist "%jar%" (
  echo windlass: the build failed 1>&2
  exit /b 2
)

:run
"%java_home%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xlog:disable %WINDLASS_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

rem Takes the JDK in %1 if there is none yet and its file "release" says 21 or more.
:try
if defined java_home exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f tokens^=2^ delims^=^" %%v in ('findstr /b /c:"JAVA_VERSION=" "%~1\release"') do (
  for /f "delims=." %%f in ("%%v") do if %%f GEQ 21 set "java_home=%~1"
)
exit /b 0
