import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// n8n's configuration, which eslint.config.mjs at the top takes as it is, forbids Node's modules: right for nodes, wrong for tests.
export default defineConfig(
	{ ignores: ['eslint.config.mjs'] },
	tseslint.configs.recommendedTypeChecked,
	{
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			// As in n8n's own rules: a function that hands out a promise is async, whether it awaits or not.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			// How Express is told what a request carries.
			'@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
		},
	},
);
